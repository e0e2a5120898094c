package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/** A part of a prompt whose text may change as sampling goes on. */
public sealed interface TemplateNode {

    /**
     * Text that stays.
     *
     * @param text as it was written, brackets of emphasis and backslashes included
     */
    record Text(String text) implements TemplateNode {

        /** Checks the component. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * {@code [before:after:when]}.
     *
     * @param before the parts that are there up to a step; none in {@code [after:when]}
     * @param after the parts that are there from then on
     * @param when the last step of {@code before}
     */
    record Scheduled(ImmutableList<TemplateNode> before, ImmutableList<TemplateNode> after, When when)
            implements TemplateNode {

        /** Checks the components. */
        public Scheduled {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(when, "when");
        }
    }

    /**
     * {@code [one|other]}.
     *
     * @param options the parts that are there in turn, each for a step; two or more
     */
    record Alternating(ImmutableList<ImmutableList<TemplateNode>> options) implements TemplateNode {

        /** Checks the component. */
        public Alternating {
            if (options.size() < 2) {
                throw new IllegalArgumentException("alternation is between two or more, got " + options.size());
            }
        }
    }

    /**
     * A moment of sampling.
     *
     * @param number of steps, or of parts of the whole
     * @param unit which of the two
     */
    record When(double number, Unit unit) {

        /** What moments are counted in. */
        public enum Unit {
            /** Steps: the number was written without a point. */
            STEPS,
            /** Parts of the whole, from 0 to 1: the number was written with a point. */
            FRACTION
        }

        /** Checks the components. */
        public When {
            Objects.requireNonNull(unit, "unit");
        }

        /**
         * Tells the step.
         *
         * @param steps how many there are
         * @return rounded towards 0, at most {@code steps}, perhaps negative
         */
        public int step(int steps) {
            return step(PassSteps.first(steps));
        }

        /**
         * Tells the step of one of several passes.
         *
         * @param steps how moments are counted in it
         * @return rounded towards 0, at most the number of steps, perhaps negative
         */
        int step(PassSteps steps) {
            double moment = unit == Unit.FRACTION
                    ? (number - steps.passesBefore()) * steps.steps()
                    : number - steps.stepsBefore();
            return Math.min(steps.steps(), (int) moment);
        }
    }
}
