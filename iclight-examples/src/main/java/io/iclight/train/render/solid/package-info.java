/**
 * Solid things as signed distances: negative inside, positive outside, at most as large as the true distance to the
 * surface. The formulas of the primitives follow the literature on distance fields (Hart, Sphere tracing, 1996, and
 * Quilez's collection).
 */
package io.iclight.train.render.solid;
