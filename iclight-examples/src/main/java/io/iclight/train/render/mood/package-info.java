/** Places and hours: for each, the light that it throws and a picture of it, which agree. */
package io.iclight.train.render.mood;
