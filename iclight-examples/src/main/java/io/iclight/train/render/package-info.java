/**
 * Renders training data: subjects made from a seed, traced once into a {@link io.iclight.train.render.GBuffer}, and lit
 * as often as wanted. Everything is computed with sums, products and roots in a fixed order, or by {@link StrictMath}:
 * the same seed gives the same bytes on every machine.
 */
package io.iclight.train.render;
