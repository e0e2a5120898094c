package io.iclight.samplers;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The coefficients of one step of UniPC, in the notation of the paper's algorithms 5 to 8. */
final class UniPcStep {

    private final boolean data;
    private final NoiseLevel from;
    private final NoiseLevel to;

    /** The step in the logarithm of the signal-to-noise ratio, negative where the clean tensor is integrated. */
    private final double hh;

    private final double bh;

    /** Where the earlier predictions were made, in units of the step; the last is its end. */
    private final double[] r;

    UniPcStep(UniPc options, Schedule schedule, int index, int order) {
        this.data = options.integrand() == Integrand.DATA;
        this.from = schedule.level(index);
        this.to = schedule.level(index + 1);
        double h = to.lambda() - from.lambda();
        this.hh = data ? -h : h;
        this.bh = options.variant() == UniPc.Variant.BH1 ? hh : Math.expm1(hh);
        this.r = new double[order];
        for (int age = 1; age < order; age++) {
            r[age - 1] = (schedule.level(index - age).lambda() - from.lambda()) / h;
        }
        r[order - 1] = 1;
    }

    /** The weights of the differences to earlier predictions, the newest first. */
    double[] predictorWeights() {
        int count = r.length - 1;
        // The paper's simplification for order 2, whose exact weight depends on h.
        return count == 1 ? new double[] {0.5} : solved(count);
    }

    /** The same, and at the end the weight of the difference to the prediction at the end of the step. */
    double[] correctorWeights() {
        return r.length == 1 ? new double[] {0.5} : solved(r.length);
    }

    /** Steps by the newest prediction and its differences to as many earlier ones as the order has. */
    Blend applied(Tensor x, List<Tensor> predictions, double[] weights) {
        double keep = data ? to.sigma() / from.sigma() : to.alpha() / from.alpha();
        double newest = -scale() * Math.expm1(hh);
        Blend next = Blend.of(x, keep);
        for (int age = 1; age < r.length; age++) {
            double weight = hh == 0 ? 0 : scaled(weights[age - 1]) / r[age - 1];
            next.plus(predictions.get(age), weight);
            newest -= weight;
        }
        return next.plus(predictions.get(0), newest);
    }

    /** Turns a weight into what a difference is multiplied by. */
    double scaled(double weight) {
        return -scale() * bh * weight;
    }

    private double scale() {
        return data ? to.alpha() : to.sigma();
    }

    /** Solves for the weights that make the step exact for polynomials. */
    private double[] solved(int count) {
        if (hh == 0) {
            return new double[count];
        }
        double[][] powers = new double[count][count];
        double[] moments = new double[count];
        double factorial = 1;
        double phi = Math.expm1(hh) / hh - 1;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                powers[i][j] = Math.pow(r[j], i);
            }
            moments[i] = phi * factorial / bh;
            factorial *= i + 2;
            phi = phi / hh - 1 / factorial;
        }
        return LinearSystem.solve(powers, moments);
    }

    @Override
    public String toString() {
        return from + " -> " + to + ", r " + Arrays.toString(r);
    }
}
