package io.iclight.samplers;

/**
 * Steers the size of an adaptive solver's steps by the errors of the last three, as k-diffusion's {@code
 * PIDStepSizeController} does.
 *
 * @param proportional how much the last error counts
 * @param integral how much the errors so far count; 1 alone is the textbook rule
 * @param derivative how much the change of the errors counts
 * @param acceptSafety steps that would shrink by more than this factor are taken back, 0 to 1
 */
public record StepSizeControl(double proportional, double integral, double derivative, double acceptSafety) {

    /** k-diffusion's defaults. */
    public static final StepSizeControl DEFAULT = new StepSizeControl(0, 1, 0, 0.81);

    /** Keeps the inverse of an error finite. */
    private static final double LEAST_ERROR = 1e-8;

    /** The state of one run. */
    final class Run {

        private final double order;
        private double size;
        private double last;
        private double beforeLast;
        private boolean started;

        private Run(double firstSize, double order) {
            this.size = firstSize;
            this.order = order;
        }

        /** How large the next step is to be. */
        double size() {
            return size;
        }

        /**
         * Takes note of a step that was tried.
         *
         * @param error its error, 1 being what is allowed
         * @return whether it stands
         */
        boolean accepts(double error) {
            double inverse = 1 / (error + LEAST_ERROR);
            if (!started) {
                last = inverse;
                beforeLast = inverse;
                started = true;
            }
            double factor = Math.pow(inverse, (proportional + integral + derivative) / order)
                    * Math.pow(last, -(proportional + 2 * derivative) / order)
                    * Math.pow(beforeLast, derivative / order);
            double limited = 1 + Math.atan(factor - 1);
            size *= limited;
            if (limited < acceptSafety) {
                return false;
            }
            beforeLast = last;
            last = inverse;
            return true;
        }
    }

    Run begin(double firstSize, double order) {
        return new Run(firstSize, order);
    }
}
