package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Tensor;

/** The loop that all samplers share: it owns what a step leaves behind, and tells the listener. */
final class Walk {

    /** One step. */
    @FunctionalInterface
    interface Rule {

        /**
         * Takes a step; what it makes is freed, but for the result and what it pushed to a {@link History}.
         *
         * @param index from 0
         * @param x the tensor at the schedule's level {@code index}; borrowed
         * @return the tensor at level {@code index + 1}
         */
        Tensor step(int index, Tensor x);
    }

    private Walk() {}

    static Tensor through(Schedule schedule, Tensor x, StepListener listener, Rule rule) {
        try (NativeScope run = NativeScope.open();
                History reached = new History(1)) {
            for (int index = 0; index < schedule.steps(); index++) {
                Tensor current = index == 0 ? x : reached.newest();
                try (NativeScope step = NativeScope.open()) {
                    Tensor next = rule.step(index, current);
                    listener.onStep(new StepListener.Step(index, schedule.steps(), schedule.level(index + 1), next));
                    reached.push(next == x ? x.clone() : next);
                }
            }
            return run.handOut(reached.newest());
        }
    }
}
