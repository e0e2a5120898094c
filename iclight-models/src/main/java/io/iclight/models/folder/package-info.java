/** Checkpoints as folders: finding each model's configuration, weights and vocabulary. */
package io.iclight.models.folder;
