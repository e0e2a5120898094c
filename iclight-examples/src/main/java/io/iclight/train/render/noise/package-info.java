/** Randomness and noise fields that are the same, bit for bit, on every machine. */
package io.iclight.train.render.noise;
