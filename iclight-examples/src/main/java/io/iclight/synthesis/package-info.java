/**
 * Checkpoints without training: parameters computed from their names and a seed, in the files and under the names of
 * real ones. Everything works with them but the images, which are noise.
 */
package io.iclight.synthesis;
