/** Cases of IC-Light's demos, whole. */
package io.iclight.parity.pipeline;
