package io.iclight.figures;

import io.iclight.drawing.Axis;
import io.iclight.drawing.Axis.Spacing;
import io.iclight.drawing.Chart;
import io.iclight.drawing.Chart.Curve;
import io.iclight.drawing.Svg;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.GuidedDenoiser;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Moment;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;
import io.iclight.samplers.noise.TorchGenerator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What guidance does over a run: how strongly it guides, and what that makes of the spread of the prediction. The pictures
 * that the run samples are gaussian, so the best prediction is known and stands in the place of a network.
 */
final class GuidanceFigure {

    private static final int STEPS = 25;
    private static final long[] SHAPE = {1, 4, 64, 64};
    /** The prompt tells the mean of each pixel, which has this spread over the picture. */
    private static final double TOLD = 0.8;
    /** What of a pixel the prompt does not tell. */
    private static final double UNTOLD = 0.6;

    private static final ScaleCurve STRONG = ScaleCurve.constant(7);
    private static final Guidance PLAIN = new ClassifierFree(7);

    private static final SamplingMethod METHOD = SamplingMethod.named("euler", "karras");
    private static final Schedule SCHEDULE = METHOD.fromNoise(STEPS);

    private GuidanceFigure() {}

    static String draw() {
        Svg page = new Svg(980, 470);
        strengths(
                new Chart(page, new Axis(Spacing.LINEAR, 1, STEPS, 60, 460), new Axis(Spacing.LINEAR, 0, 8, 330, 56)));
        spreads(new Chart(page, new Axis(Spacing.LINEAR, 1, STEPS, 550, 950), new Axis(Spacing.LINEAR, 0, 4, 330, 56)));
        return page.document();
    }

    private static void strengths(Chart chart) {
        axes(chart, "Scale", new double[] {0, 2, 4, 6, 8});
        DynamicThresholding falling = thresholding(new ScaleCurve(7, 1, ScaleCurve.Shape.COSINE_DOWN, 1));
        List<Curve> curves = List.of(
                new Curve("new ClassifierFree(7)", Svg.ORANGE, scales(PLAIN, STRONG)),
                new Curve("new Interval(…, 0.2, 0.8)", Svg.GREEN, scales(new Interval(PLAIN, 0.2, 0.8), STRONG)),
                new Curve("a ScaleCurve from 7 to 1, COSINE_DOWN", Svg.VIOLET, scales(falling, falling.scale())));
        curves.forEach(chart::draw);
        Chart.legend(chart.page(), 60, 396, curves);
    }

    private static void spreads(Chart chart) {
        axes(chart, "Spread of the prediction", new double[] {0, 1, 2, 3, 4});
        double[][] spreads = spreads(List.of(
                PLAIN,
                new Interval(PLAIN, 0.2, 0.8),
                new Rescaled(PLAIN, 0.7),
                thresholding(STRONG),
                new ClassifierFree(1)));
        List<Curve> curves = List.of(
                new Curve("new ClassifierFree(7)", Svg.ORANGE, spreads[0]),
                new Curve("new Interval(…, 0.2, 0.8)", Svg.GREEN, spreads[1]),
                new Curve("new Rescaled(…, 0.7)", Svg.BLUE, spreads[2]),
                new Curve("DynamicThresholding, 7 as 3", Svg.TEAL, spreads[3]),
                new Curve("without guidance", Svg.FAINT, spreads[4]));
        curves.forEach(chart::draw);
        Chart.legend(chart.page(), 550, 396, curves.subList(0, 3));
        Chart.legend(chart.page(), 760, 396, curves.subList(3, 5));
    }

    private static DynamicThresholding thresholding(ScaleCurve scale) {
        return new DynamicThresholding(
                scale,
                ScaleCurve.constant(3),
                1,
                DynamicThresholding.Extent.CHANNEL,
                DynamicThresholding.Origin.MEAN,
                DynamicThresholding.Spread.ABSOLUTE,
                1);
    }

    private static void axes(Chart chart, String title, double[] grid) {
        chart.titled(title, "step");
        for (double value : grid) {
            chart.across(value, value == Math.rint(value) ? "" + (int) value : "" + value);
        }
        for (int step = 1; step <= STEPS; step += 4) {
            chart.below(step, "" + step);
        }
    }

    /** The scale that holds at each step; 1 where nothing is guided. */
    private static double[] scales(Guidance rule, ScaleCurve scale) {
        return IntStream.range(0, STEPS)
                .mapToObj(step -> new Moment(step, STEPS, SCHEDULE.level(step)))
                .mapToDouble(moment -> rule.isActive(moment) ? scale.at(moment) : 1)
                .toArray();
    }

    /** The standard deviation of what each rule makes of the two predictions, at each step of one run without guidance. */
    private static double[][] spreads(List<Guidance> rules) {
        double[][] spreads = new double[rules.size()][STEPS];
        try (TensorScope scope = TensorScope.open()) {
            Tensor told = new TorchGenerator(1).next(SHAPE).mul(new Scalar(TOLD));
            Tensor nothing = told.mul(new Scalar(0));
            NoiseModel both = (x, timestep) -> torch.cat(
                    new TensorVector(
                            noise(x.narrow(0, 0, 1), timestep, nothing, Math.hypot(TOLD, UNTOLD)),
                            noise(x.narrow(0, 1, 1), timestep, told, UNTOLD)),
                    0);
            Guidance measured = (negative, positive, moment) -> {
                for (int i = 0; i < spreads.length; i++) {
                    Guidance rule = rules.get(i);
                    Tensor made = rule.isActive(moment) ? rule.combine(negative, positive, moment) : positive;
                    spreads[i][moment.step()] = made.std().item_double();
                }
                return positive.clone();
            };
            NoiseModel prompted = (x, timestep) -> noise(x, timestep, told, UNTOLD);
            Denoiser denoiser = new GuidedDenoiser(both, prompted, measured, Prediction.EPSILON, SCHEDULE);
            Tensor start = new TorchGenerator(2)
                    .next(SHAPE)
                    .mul(new Scalar(SCHEDULE.level(0).magnitude()));
            METHOD.sampler().sample(denoiser, start, SCHEDULE, new TorchGenerator(3), StepListener.NONE);
        }
        return spreads;
    }

    /** The noise in pixels of a known mean and deviation, as the best network would predict it. */
    private static Tensor noise(Tensor x, double timestep, Tensor mean, double deviation) {
        double ratio = SCHEDULE.curve().atTimestep(timestep).ratio();
        double alpha = 1 / Math.hypot(1, ratio);
        double sigma = ratio * alpha;
        try (TensorScope scope = TensorScope.open()) {
            Tensor off = x.sub(mean, new Scalar(alpha));
            return scope.handOut(off.mul(new Scalar(sigma / (Math.pow(alpha * deviation, 2) + sigma * sigma))));
        }
    }
}
