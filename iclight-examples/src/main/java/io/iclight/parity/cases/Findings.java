package io.iclight.parity.cases;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Compares what came out of a case with what was wanted, and notes each comparison. */
public final class Findings {

    private final ParityCase parityCase;
    private final JsonObject tolerances;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Has compared nothing yet.
     *
     * @param parityCase with the wanted outputs and their tolerances; borrowed
     */
    public Findings(ParityCase parityCase) {
        this.parityCase = parityCase;
        this.tolerances = parityCase.json().has("tolerance") ? parityCase.json().object("tolerance") : null;
    }

    /**
     * Compares an output by the case's own tolerance, if the case has such an output.
     *
     * @param output its name in the case
     * @param got borrowed
     */
    public void report(String output, Tensor got) {
        if (parityCase.outputs().contains(output)) {
            report(output, got, tolerance(output));
        }
    }

    /**
     * Compares an output by the case's own tolerance, if the case has such an output.
     *
     * @param output its name in the case
     * @param got the elements, row-major
     * @param shape the axes
     */
    public void report(String output, double[] got, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            report(output, TensorData.ofDoubles(got, shape));
        }
    }

    /**
     * Compares an output again, by another tolerance of the case, if the case has one for it.
     *
     * @param output its name in the case
     * @param tolerances the field of the case that holds the tolerances
     * @param got borrowed
     */
    public void reportWhereNamed(String output, String tolerances, Tensor got) {
        JsonObject named = parityCase.json().object(tolerances);
        if (named.has(output)) {
            try (TensorScope scope = TensorScope.open()) {
                Tolerance tolerance = Tolerance.of(named.object(output));
                compare(output + " by " + tolerances, got, parityCase.tensor(output), tolerance);
            }
        }
    }

    /**
     * Compares an output that the case may have whole, by samples as {@link #reportCheckpoint} takes them, or not at all.
     *
     * @param output its name in the case
     * @param got borrowed
     */
    public void reportWhereGiven(String output, Tensor got) {
        if (parityCase.outputs().contains(output)) {
            report(output, got);
        } else if (parityCase.outputs().contains(output + ".values")) {
            reportCheckpoint(output, got);
        }
    }

    private void report(String output, Tensor got, Tolerance tolerance) {
        reported.add(output);
        try (TensorScope scope = TensorScope.open()) {
            compare(output, got, parityCase.tensor(output), tolerance);
        }
    }

    /**
     * Compares a tensor that the case gives by samples, mean and standard deviation.
     *
     * @param name its name under {@code args.checkpoints}
     * @param got borrowed
     */
    public void reportCheckpoint(String name, Tensor got) {
        String values = name + ".values";
        Tolerance tolerance = tolerance(values);
        JsonObject statistics = parityCase.args().object("checkpoints").object(name);
        reported.add(values);
        reported.add(name + ".index");
        try (TensorScope scope = TensorScope.open()) {
            List<Long> shape = statistics.integers("shape");
            if (!TensorData.shape(got).asList().equals(shape)) {
                comparisons.add(Comparison.failure(name, "shape " + TensorData.shape(got) + ", expected " + shape));
                return;
            }
            double[] all = TensorData.doubles(got);
            long[] index = TensorData.longs(parityCase.tensor(name + ".index"));
            double[] sampled = new double[index.length];
            for (int i = 0; i < index.length; i++) {
                sampled[i] = all[(int) index[i]];
            }
            compare(values, sampled, TensorData.doubles(parityCase.tensor(values)), tolerance);
            compareMoments(name, all, statistics, tolerance);
        }
    }

    /**
     * Mean and standard deviation by the tolerance of the values: relative to the standard deviation where that is
     * relative. Neither can be farther off than the value that is farthest off.
     */
    private void compareMoments(String name, double[] all, JsonObject statistics, Tolerance tolerance) {
        double mean = 0;
        for (double value : all) {
            mean += value / all.length;
        }
        double variance = 0;
        for (double value : all) {
            variance += (value - mean) * (value - mean) / all.length;
        }
        double wantedStd = statistics.number("std");
        double meanError = Math.abs(mean - statistics.number("mean"));
        double stdError = Math.abs(Math.sqrt(variance) - wantedStd);
        tolerance.limits().forEach((measure, limit) -> {
            boolean relative = measure == Tolerance.Measure.REL_L2;
            double unit = relative ? wantedStd : 1;
            String suffix = relative ? "/std" : "";
            comparisons.add(new Comparison(name, "mean" + suffix, meanError / unit, limit));
            comparisons.add(new Comparison(name, "std" + suffix, stdError / unit, limit));
        });
    }

    /**
     * Compares something that is no tensor, and must be equal.
     *
     * @param output what it is called
     * @param got what came out
     * @param want what was wanted
     */
    public void reportEqual(String output, Object got, Object want) {
        reported.add(output);
        comparisons.add(
                got.equals(want)
                        ? new Comparison(output, "equal", 0, 0)
                        : Comparison.failure(output, "got " + shorten(got) + ", expected " + shorten(want)));
    }

    private static String shorten(Object value) {
        String text = value.toString();
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }

    private Tolerance tolerance(String output) {
        if (tolerances == null || !tolerances.has(output)) {
            throw new UnknownCaseException(parityCase + " has no tolerance for " + output);
        }
        return Tolerance.of(tolerances.object(output));
    }

    private void compare(String output, Tensor got, Tensor want, Tolerance tolerance) {
        if (!TensorData.shape(got).equals(TensorData.shape(want))) {
            comparisons.add(Comparison.failure(
                    output, "shape " + TensorData.shape(got) + ", expected " + TensorData.shape(want)));
            return;
        }
        compare(output, TensorData.doubles(got), TensorData.doubles(want), tolerance);
    }

    private void compare(String output, double[] got, double[] want, Tolerance tolerance) {
        tolerance
                .limits()
                .forEach((measure, limit) ->
                        comparisons.add(new Comparison(output, measure.key(), measure.of(got, want), limit)));
    }

    /**
     * Lists every comparison, and a failure for each output of the case that was not computed.
     *
     * @return in the order in which they were reported
     */
    public ImmutableList<Comparison> all() {
        ImmutableList.Builder<Comparison> all =
                ImmutableList.<Comparison>builder().addAll(comparisons);
        for (String output : parityCase.outputs()) {
            if (!reported.contains(output)) {
                all.add(Comparison.failure(output, "was not computed"));
            }
        }
        if (comparisons.isEmpty()) {
            all.add(Comparison.failure("the case", "compared nothing"));
        }
        return all.build();
    }
}
