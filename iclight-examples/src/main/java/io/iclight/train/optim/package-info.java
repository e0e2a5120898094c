/** Learning: parameters with gradients, AdamW, averages, checkpoints, and the loop that runs them. */
package io.iclight.train.optim;
