/**
 * Points, directions, turns and boxes. Everywhere x goes to the viewer's right, y up, and z towards the viewer.
 */
package io.iclight.train.render.space;
