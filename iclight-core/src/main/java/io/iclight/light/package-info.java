/**
 * Where light comes from, and what it looks like as a picture: the demos' gradients and ambient light, lights with an angle,
 * a place, a colour and a strength, pictures of one's own, and sums of them.
 */
package io.iclight.light;
