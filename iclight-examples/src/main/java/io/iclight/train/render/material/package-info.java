/** What surfaces are made of: albedo patterns, relief, gloss, and the names of it all. */
package io.iclight.train.render.material;
