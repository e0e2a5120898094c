/** Not for use outside of this module, and without promises: who owns native memory while sampling. */
package io.iclight.samplers.internal;
