package io.iclight.samplers;

/** How DPM-Solver uses the first difference between its predictions. */
public enum SecondOrder {
    /** As an estimate at the middle of the step. */
    MIDPOINT,
    /** As the slope over the whole step. */
    HEUN
}
