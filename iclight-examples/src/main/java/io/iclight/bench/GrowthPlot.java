package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.ImageSize;
import java.util.Comparator;
import java.util.Locale;

/**
 * How the time of one kind of work grows with the picture, beside what its operations let expect: if every operation took
 * as long as it does at a size in the middle, all points would lie on the line. Both axes are logarithmic.
 */
public final class GrowthPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 80;
    private static final int RIGHT = 30;
    private static final int TOP = 56;
    private static final int BOTTOM = 64;

    private static final ImageSize USUAL = new ImageSize(512, 512);

    private final ImmutableList<Measurement> measurements;
    private final Measurement reference;
    private final Axis pixels;
    private final Axis seconds;
    private final StringBuilder svg = new StringBuilder();

    /** A logarithmic scale. */
    private record Axis(double least, double most, double begin, double end) {
        double at(double value) {
            return begin + (end - begin) * Math.log(value / least) / Math.log(most / least);
        }
    }

    private GrowthPlot(ImmutableList<Measurement> measurements) {
        this.measurements = measurements;
        this.reference = measurements.stream()
                .filter(measurement -> measurement.work().size().equals(USUAL))
                .findFirst()
                .orElse(measurements.get(measurements.size() / 2));
        double mostSeconds = measurements.stream()
                .mapToDouble(m -> Math.max(m.medianSeconds(), expected(m)))
                .max()
                .orElseThrow();
        double leastSeconds = measurements.stream()
                .mapToDouble(m -> Math.min(m.medianSeconds(), expected(m)))
                .min()
                .orElseThrow();
        this.pixels = new Axis(
                pixels(measurements.get(0)) / 1.15,
                pixels(measurements.get(measurements.size() - 1)) * 1.15,
                LEFT,
                WIDTH - RIGHT);
        this.seconds = new Axis(leastSeconds / 1.6, mostSeconds * 1.6, HEIGHT - BOTTOM, TOP);
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
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        add(
                "<text x=\"%d\" y=\"26\" font-size=\"16\">Time of %s as the picture grows</text>",
                LEFT, reference.work().kind());
        add(
                "<text x=\"%d\" y=\"44\" fill=\"#666666\">points: measured, and how it compares with the line; line: in"
                        + " proportion to the operations, through %s</text>",
                LEFT, reference.work().size());
        drawSeconds();
        drawLine();
        measurements.forEach(this::drawPoint);
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"#666666\" text-anchor=\"middle\">picture, pixels</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16);
        add(
                "<text x=\"20\" y=\"%d\" fill=\"#666666\" text-anchor=\"middle\" transform=\"rotate(-90 20 %d)\">seconds</text>",
                (TOP + HEIGHT - BOTTOM) / 2, (TOP + HEIGHT - BOTTOM) / 2);
        return svg.append("</svg>\n").toString();
    }

    /** A line across for 1, 2 and 5 of each power of ten. */
    private void drawSeconds() {
        int lowest = (int) Math.floor(Math.log10(seconds.least()));
        int highest = (int) Math.ceil(Math.log10(seconds.most()));
        for (int power = lowest; power <= highest; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                double value = digit * Math.pow(10, power);
                if (value >= seconds.least() && value <= seconds.most()) {
                    double y = seconds.at(value);
                    add(
                            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                            LEFT, WIDTH - RIGHT, y, y);
                    add(
                            "<text x=\"%d\" y=\"%.1f\" fill=\"#666666\" text-anchor=\"end\">%s</text>",
                            LEFT - 8, y + 4, value < 1 ? String.valueOf((float) value) : String.valueOf((long) value));
                }
            }
        }
    }

    private void drawLine() {
        StringBuilder points = new StringBuilder();
        for (Measurement measurement : measurements) {
            points.append(format("%.1f,%.1f ", pixels.at(pixels(measurement)), seconds.at(expected(measurement))));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#888888\" stroke-width=\"1.5\"/>",
                points.toString().strip());
    }

    private void drawPoint(Measurement measurement) {
        double x = pixels.at(pixels(measurement));
        double y = seconds.at(measurement.medianSeconds());
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"#c2410c\"/>", x, y);
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.3g s</text>", x, y - 24, measurement.medianSeconds());
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#666666\">%.2fx</text>",
                x, y - 10, measurement.medianSeconds() / expected(measurement));
        add(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                x, HEIGHT - BOTTOM + 22, measurement.work().size());
    }

    private void add(String format, Object... values) {
        svg.append(format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
