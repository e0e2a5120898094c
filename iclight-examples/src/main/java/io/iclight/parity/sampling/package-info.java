/** Cases of noise, schedules, samplers and guidance. */
package io.iclight.parity.sampling;
