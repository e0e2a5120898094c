package io.iclight.train.optim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The log of a training as a picture: the loss in grey, the held-out loss in colour, both on a logarithmic scale. */
public final class LossCurve {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 60;
    private static final Color LOSS = new Color(150, 150, 150);
    private static final Color HELD_OUT = new Color(200, 70, 20);
    /** A log has six digits behind the point. */
    private static final double LEAST = 5e-7;

    /** Lines of the grid, each so many times the one below. */
    private static final double GRID = Math.pow(2, 0.25);

    private final List<double[]> loss = new ArrayList<>();
    private final List<double[]> heldOut = new ArrayList<>();

    private LossCurve() {}

    /**
     * Reads a log.
     *
     * @param log as a training writes it
     * @return its curve
     */
    public static LossCurve read(Path log) {
        LossCurve curve = new LossCurve();
        try {
            for (String line : Files.readAllLines(log, UTF_8)) {
                if (!line.equals(Journal.HEAD)) {
                    curve.add(line.split(",", -1));
                }
            }
        } catch (IOException e) {
            throw FileAccessException.unreadable(log, e);
        }
        return curve;
    }

    private void add(String[] values) {
        double step = Double.parseDouble(values[0]);
        loss.add(new double[] {step, Double.parseDouble(values[1])});
        if (!values[2].isEmpty()) {
            heldOut.add(new double[] {step, Double.parseDouble(values[2])});
        }
    }

    /**
     * Draws.
     *
     * @param file .png, made or replaced
     */
    public void draw(Path file) {
        if (!loss.isEmpty()) {
            ImageEncoding.forFile(file).write(Image.of(picture()), file);
        }
    }

    private BufferedImage picture() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        Axes axes = axes();
        axes.draw(pen);
        stroke(pen, LOSS, 1, loss, axes);
        stroke(pen, HELD_OUT, 2.5f, heldOut, axes);
        pen.dispose();
        return picture;
    }

    private Axes axes() {
        List<double[]> all = new ArrayList<>(loss);
        all.addAll(heldOut);
        double least = all.stream().mapToDouble(point -> point[1]).min().orElseThrow();
        double most = all.stream().mapToDouble(point -> point[1]).max().orElseThrow();
        return new Axes(loss.get(loss.size() - 1)[0], logarithm(least) - 0.05, logarithm(most) + 0.05);
    }

    /** Of a loss of nothing, that of the least that a log says. */
    private static double logarithm(double value) {
        return Math.log(Math.max(value, LEAST));
    }

    private static void stroke(Graphics2D pen, Color colour, float width, List<double[]> points, Axes axes) {
        Path2D path = new Path2D.Double();
        for (double[] point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(axes.x(point[0]), axes.y(point[1]));
            } else {
                path.lineTo(axes.x(point[0]), axes.y(point[1]));
            }
        }
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(width));
        pen.draw(path);
    }

    /** Steps to the right, the logarithm of the loss upwards. */
    private record Axes(double lastStep, double low, double high) {

        double x(double step) {
            return MARGIN + (WIDTH - 1.5 * MARGIN) * step / lastStep;
        }

        double y(double value) {
            return HEIGHT - MARGIN - (HEIGHT - 1.5 * MARGIN) * (logarithm(value) - low) / (high - low);
        }

        void draw(Graphics2D pen) {
            for (int i = (int) Math.ceil(low / Math.log(GRID)); i * Math.log(GRID) <= high; i++) {
                double value = Math.pow(GRID, i);
                int y = (int) y(value);
                pen.setColor(new Color(225, 225, 225));
                pen.drawLine(MARGIN, y, WIDTH - MARGIN / 2, y);
                pen.setColor(Color.DARK_GRAY);
                pen.drawString(String.format(Locale.ROOT, "%.3f", value), 12, y + 4);
            }
            for (int i = 0; i <= 4; i++) {
                double step = lastStep * i / 4;
                pen.drawString(String.format(Locale.ROOT, "%.0f", step), (int) x(step) - 12, HEIGHT - MARGIN / 2);
            }
            pen.drawString("steps; grey: loss, orange: held out", WIDTH / 2 - 100, HEIGHT - 8);
        }
    }
}
