/**
 * Runs collections of parity cases: calls of the reference programs, with everything that went in and everything that
 * came out, so that anyone can see what their machine, device or element type does to the numbers.
 *
 * <p>A {@link io.iclight.parity.cases.ParitySuite} knows how to run the cases of one kind; it computes, and its
 * {@link io.iclight.parity.cases.Findings} compare.
 */
package io.iclight.parity;
