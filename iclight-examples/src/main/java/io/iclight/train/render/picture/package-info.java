/** Colours and pictures in linear light, and the tone curve that makes them visible. */
package io.iclight.train.render.picture;
