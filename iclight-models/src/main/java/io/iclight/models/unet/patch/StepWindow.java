package io.iclight.models.unet.patch;

/**
 * A part of a pass.
 *
 * @param start where it begins: 0 is the first step, 1 the last; that step is in it
 * @param stop where it ends, likewise; that step is in it too
 */
public record StepWindow(double start, double stop) {

    /** The whole pass. */
    public static final StepWindow ALL = new StepWindow(0, 1);

    /** Checks the components. */
    public StepWindow {
        if (!(start >= 0 && start <= stop && stop <= 1)) {
            throw new IllegalArgumentException(
                    "expected 0 <= start <= stop <= 1, was start " + start + ", stop " + stop);
        }
    }

    /**
     * Tells whether a call is in the window.
     *
     * @param call of the pass
     * @return whether its step is
     */
    public boolean contains(UNetCall call) {
        double at = call.steps() == 1 ? 0 : (double) call.step() / (call.steps() - 1);
        return start <= at && at <= stop;
    }
}
