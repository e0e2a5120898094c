package io.iclight.samplers.schedule;

/** Where the last step of a run ends. */
public enum FinalSigma {
    /** Without noise. */
    ZERO {
        @Override
        double of(TrainingSchedule training, double last) {
            return 0;
        }
    },
    /** At the least noise of the training schedule. */
    TRAINED_MIN {
        @Override
        double of(TrainingSchedule training, double last) {
            return training.sigmas().get(0);
        }
    },
    /** Where it begins, so that it does not change the noise. */
    REPEATED {
        @Override
        double of(TrainingSchedule training, double last) {
            return last;
        }
    };

    abstract double of(TrainingSchedule training, double last);
}
