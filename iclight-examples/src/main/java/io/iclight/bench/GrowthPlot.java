package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import io.iclight.drawing.Axis;
import io.iclight.drawing.Axis.Spacing;
import io.iclight.drawing.Chart;
import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.io.image.ImageSize;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How the time of one kind of work grows with the picture, beside what its operations let expect: if every operation took
 * as long as it does at a size in the middle, all points would lie on the line. Both axes are logarithmic.
 */
public final class GrowthPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final ImageSize USUAL = new ImageSize(512, 512);

    private final ImmutableList<Measurement> measurements;
    private final Measurement reference;

    private GrowthPlot(ImmutableList<Measurement> measurements) {
        this.measurements = measurements;
        this.reference = measurements.stream()
                .filter(measurement -> measurement.work().size().equals(USUAL))
                .findFirst()
                .orElse(measurements.get(measurements.size() / 2));
    }

    /**
     * Draws one kind of work.
     *
     * @param result what was measured
     * @param kind of work, at two sizes or more
     * @return SVG
     * @throws IllegalArgumentException if it was measured at fewer sizes
     */
    public static String of(BenchResult result, Work.Kind kind) {
        ImmutableList<Measurement> measurements = result.measurements().stream()
                .filter(measurement -> measurement.work().kind() == kind)
                .sorted(Comparator.comparingDouble(GrowthPlot::pixels))
                .collect(ImmutableList.toImmutableList());
        if (measurements.size() < 2) {
            throw new IllegalArgumentException(
                    "growth is drawn from two sizes or more; " + kind + " was measured at " + measurements.size());
        }
        return new GrowthPlot(measurements).draw();
    }

    private static double pixels(Measurement measurement) {
        return measurement.work().size().pixels();
    }

    private double expected(Measurement measurement) {
        return reference.medianSeconds() * measurement.flops() / reference.flops();
    }

    private String draw() {
        Svg page = new Svg(WIDTH, HEIGHT);
        Chart chart = new Chart(page, pictures(), seconds());
        chart.titled("Seconds of " + reference.work().kind() + " as the picture grows", "picture, pixels");
        page.text(
                chart.x().begin(),
                chart.y().end() + 4,
                Face.PLAIN,
                Anchor.START,
                Svg.FAINT,
                "dots: measured, and their ratio to the line; line: as the operations grow, through "
                        + reference.work().size());
        rule(chart);
        measurements.forEach(measurement ->
                chart.below(pixels(measurement), measurement.work().size().toString()));
        page.curve(
                values(measurement -> chart.x().at(pixels(measurement))),
                values(measurement -> chart.y().at(expected(measurement))),
                Svg.FAINT);
        measurements.forEach(measurement -> draw(chart, measurement));
        return page.document();
    }

    private Axis pictures() {
        double least = pixels(measurements.get(0));
        double most = pixels(measurements.get(measurements.size() - 1));
        return new Axis(Spacing.LOGARITHMIC, least / 1.15, most * 1.15, 64, WIDTH - 24);
    }

    private Axis seconds() {
        double[] all = DoubleStream.concat(
                        DoubleStream.of(values(Measurement::medianSeconds)), DoubleStream.of(values(this::expected)))
                .toArray();
        return new Axis(Spacing.LOGARITHMIC, Doubles.min(all) / 1.6, Doubles.max(all) * 2, HEIGHT - 56, 40);
    }

    private double[] values(ToDoubleFunction<Measurement> value) {
        return measurements.stream().mapToDouble(value).toArray();
    }

    /** A line across for 1, 2 and 5 of each power of ten. */
    private static void rule(Chart chart) {
        int lowest = (int) Math.floor(Math.log10(chart.y().from()));
        int highest = (int) Math.ceil(Math.log10(chart.y().to()));
        for (int power = lowest; power <= highest; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                double value = digit * Math.pow(10, power);
                if (value >= chart.y().from() && value <= chart.y().to()) {
                    chart.across(value, value < 1 ? String.valueOf((float) value) : String.valueOf((long) value));
                }
            }
        }
    }

    private void draw(Chart chart, Measurement measurement) {
        double x = chart.x().at(pixels(measurement));
        double y = chart.y().at(measurement.medianSeconds());
        String seconds = String.format(Locale.ROOT, "%.3g s", measurement.medianSeconds());
        String ratio = String.format(Locale.ROOT, "%.2fx", measurement.medianSeconds() / expected(measurement));
        chart.page().dot(x, y, Svg.ORANGE);
        chart.page().text(x, y - 24, Face.PLAIN, Anchor.MIDDLE, Svg.INK, seconds);
        chart.page().text(x, y - 10, Face.PLAIN, Anchor.MIDDLE, Svg.FAINT, ratio);
    }
}
