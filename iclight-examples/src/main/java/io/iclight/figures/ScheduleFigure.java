package io.iclight.figures;

import io.iclight.drawing.Axis;
import io.iclight.drawing.Axis.Spacing;
import io.iclight.drawing.Chart;
import io.iclight.drawing.Chart.Curve;
import io.iclight.drawing.Svg;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Schedule;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import java.util.List;
import java.util.stream.IntStream;

/** Which noise levels some schedules visit in 12 steps. */
final class ScheduleFigure {

    private static final int STEPS = 12;

    private ScheduleFigure() {}

    static String draw() {
        Svg page = new Svg(760, 440);
        Chart chart = new Chart(
                page, new Axis(Spacing.LINEAR, 1, STEPS, 64, 560), new Axis(Spacing.LOGARITHMIC, 0.02, 20, 384, 48));
        chart.titled("Sigma at each step of six schedules", "step");
        for (double sigma : new double[] {0.1, 1, 10}) {
            chart.across(sigma, sigma < 1 ? "0.1" : String.valueOf((int) sigma));
        }
        for (int step = 1; step <= STEPS; step++) {
            chart.below(step, String.valueOf(step));
        }
        List<Curve> curves = List.of(
                curve("karras", Svg.INK),
                curve("exponential", Svg.ORANGE),
                curve("normal", Svg.BLUE),
                curve("sgm_uniform", Svg.TEAL),
                curve("beta", Svg.VIOLET),
                curve("align_your_steps", Svg.GREEN));
        curves.forEach(chart::draw);
        Chart.legend(page, 590, 70, curves);
        return page.document();
    }

    private static Curve curve(String name, String colour) {
        Schedule schedule = SamplingMethod.of(Samplers.named("euler"), Schedules.named(name))
                .fromNoise(STEPS);
        return new Curve(
                name,
                colour,
                IntStream.range(0, schedule.steps())
                        .mapToDouble(step -> schedule.level(step).ratio())
                        .toArray());
    }
}
