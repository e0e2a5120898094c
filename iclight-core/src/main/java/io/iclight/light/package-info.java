/** Light as a picture: gradients, ambient light, coloured sources. */
package io.iclight.light;
