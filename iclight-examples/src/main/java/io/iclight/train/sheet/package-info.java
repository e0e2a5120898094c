/** Samples of training data side by side, to be looked at. */
package io.iclight.train.sheet;
