package io.iclight.parity.cases;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Arrays;

/**
 * How close is close enough.
 *
 * @param limits the largest allowed error by measure; at least one
 */
record Tolerance(ImmutableMap<Measure, Double> limits) {

    /** How an error is measured. */
    enum Measure {
        /** The largest absolute difference. */
        MAX_ABS("max_abs"),
        /** The norm of the difference over the norm of what was wanted. */
        REL_L2("rel_l2"),
        /** The largest difference of 8-bit levels. */
        MAX_LEVELS("max_levels"),
        /** The mean difference of 8-bit levels. */
        MEAN_LEVELS("mean_levels");

        private final String key;

        Measure(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        double of(double[] got, double[] want) {
            return switch (this) {
                case MAX_ABS, MAX_LEVELS -> largest(got, want);
                case MEAN_LEVELS -> mean(got, want);
                case REL_L2 -> relative(got, want);
            };
        }

        /** Equal infinities are equal; a NaN on either side makes the result NaN, which passes nothing. */
        private static double difference(double got, double want) {
            return got == want ? 0 : Math.abs(got - want);
        }

        private static double largest(double[] got, double[] want) {
            double largest = 0;
            for (int i = 0; i < want.length; i++) {
                largest = Math.max(largest, difference(got[i], want[i]));
            }
            return largest;
        }

        private static double mean(double[] got, double[] want) {
            double sum = 0;
            for (int i = 0; i < want.length; i++) {
                sum += difference(got[i], want[i]);
            }
            return want.length == 0 ? 0 : sum / want.length;
        }

        private static double relative(double[] got, double[] want) {
            double differences = 0;
            double wanted = 0;
            for (int i = 0; i < want.length; i++) {
                double difference = difference(got[i], want[i]);
                differences += difference * difference;
                if (!Double.isInfinite(want[i])) {
                    wanted += want[i] * want[i];
                }
            }
            return differences == 0 ? 0 : Math.sqrt(differences / wanted);
        }
    }

    static Tolerance of(JsonObject json) {
        ImmutableMap.Builder<Measure, Double> limits = ImmutableMap.builder();
        for (String key : json.keys()) {
            Measure measure = Arrays.stream(Measure.values())
                    .filter(m -> m.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new UnknownCaseException(json.origin() + ": no measure is called " + key));
            limits.put(measure, json.number(key));
        }
        if (json.keys().isEmpty()) {
            throw new UnknownCaseException(json.origin() + " names no measure");
        }
        return new Tolerance(limits.buildOrThrow());
    }
}
