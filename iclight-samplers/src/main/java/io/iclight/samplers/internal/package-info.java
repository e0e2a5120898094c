/** Not for use outside of this module, and without promises: who owns native memory while sampling,
 * and arithmetic as the reference programs round it. */
package io.iclight.samplers.internal;
