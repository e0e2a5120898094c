package io.iclight.examples;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Schedule;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;

/** Draws which noise levels some schedules visit in 12 steps: sigma, on a logarithmic scale, by step. */
public final class DrawSchedules {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int MARGIN = 16;
    private static final int STEPS = 12;
    private static final double LEAST = 0.02;
    private static final double MOST = 20;

    private static final Map<String, Color> COLOURS = Map.of(
            "karras", new Color(0x202020),
            "exponential", new Color(0xC03030),
            "normal", new Color(0x2060C0),
            "sgm_uniform", new Color(0x30A0A0),
            "beta", new Color(0xA040A0),
            "align_your_steps", new Color(0xD08A10));

    private DrawSchedules() {}

    /**
     * Draws the picture: karras is black, exponential red, normal blue, sgm_uniform green, beta violet, align_your_steps
     * orange; grey lines are at sigmas of 0.1, 1 and 10.
     *
     * @param args the picture to write
     */
    public static void main(String... args) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setColor(new Color(0xD8D8D8));
        for (double sigma = 0.1; sigma < MOST; sigma *= 10) {
            canvas.drawLine(MARGIN, (int) y(sigma), WIDTH - MARGIN, (int) y(sigma));
        }
        COLOURS.forEach((name, colour) -> draw(canvas, name, colour));
        canvas.dispose();
        Path file = Path.of(args[0]);
        ImageEncoding.forFile(file).write(Image.of(picture), file);
    }

    private static void draw(Graphics2D canvas, String name, Color colour) {
        Schedule schedule = SamplingMethod.of(Samplers.named("euler"), Schedules.named(name))
                .fromNoise(STEPS);
        Path2D line = new Path2D.Double();
        canvas.setColor(colour);
        for (int i = 0; i < schedule.steps(); i++) {
            double x = MARGIN + i * (WIDTH - 2.0 * MARGIN) / (STEPS - 1);
            double y = y(schedule.level(i).ratio());
            if (i == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
            canvas.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
        }
        canvas.setStroke(new BasicStroke(2));
        canvas.draw(line);
    }

    private static double y(double sigma) {
        double share = Math.log(MOST / sigma) / Math.log(MOST / LEAST);
        return MARGIN + share * (HEIGHT - 2 * MARGIN);
    }
}
