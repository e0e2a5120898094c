package io.iclight.detail;

/**
 * How far a subject's colours have drifted from the photo's, as {@link ColorLock#drift} measures it.
 *
 * @param relit of what the last pass made
 * @param finished of the result, after every finish
 */
public record ColorDrift(double relit, double finished) {}
