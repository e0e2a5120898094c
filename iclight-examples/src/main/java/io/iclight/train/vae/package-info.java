/** Training of the autoencoder. */
package io.iclight.train.vae;
