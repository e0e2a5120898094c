/** The hot layers of Stable Diffusion 1.5 at 512x512 pixels, each by itself, for the guidance pair. */
package io.iclight.jmh;
