/** Light: lamps and suns, what shades them, and what comes from all around. */
package io.iclight.train.render.light;
