/**
 * How fast the models are on this machine, and how fast it lets anything be: the work of a relight at real size, on
 * parameters that are computed from a seed, with the floating-point operations that the graphs themselves count.
 */
package io.iclight.bench;
