/** Training data on disk: pictures of rendered scenes, and their latents. */
package io.iclight.train.data;
