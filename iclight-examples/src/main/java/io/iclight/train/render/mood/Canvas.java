package io.iclight.train.render.mood;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/**
 * A picture to paint on with light. The middle is (0, 0), the height runs from -1 to 1. It has half the pixels each way
 * that the picture will have: what stands behind a subject is out of focus.
 */
final class Canvas {

    /** A colour at every point. */
    interface Paint {
        Rgb at(double u, double v);
    }

    /** A share at every point, in [0, 1]. */
    interface Cover {
        double at(double u, double v);
    }

    private final int width;
    private final int height;
    private LinearImage image;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.image = new LinearImage((width + 1) / 2, (height + 1) / 2);
    }

    double aspect() {
        return width / (double) height;
    }

    private double u(int x) {
        return (2 * (x + 0.5) / image.width() - 1) * aspect();
    }

    private double v(int y) {
        return 1 - 2 * (y + 0.5) / image.height();
    }

    /** Paints everything. */
    Canvas fill(Paint paint) {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                image.set(x, y, paint.at(u(x), v(y)));
            }
        }
        return this;
    }

    /** Adds light everywhere. */
    Canvas add(Paint paint) {
        return change((old, u, v) -> old.plus(paint.at(u, v)));
    }

    /** Paints over what is there, as far as a cover says. */
    Canvas over(Cover cover, Paint paint) {
        return change((old, u, v) -> {
            double share = cover.at(u, v);
            return share <= 0 ? old : old.towards(paint.at(u, v), Math.min(1, share));
        });
    }

    /** Paints one colour over what is there, as far as a cover says. */
    Canvas over(Cover cover, Rgb colour) {
        return over(cover, (u, v) -> colour);
    }

    private interface Change {
        Rgb at(Rgb old, double u, double v);
    }

    private Canvas change(Change change) {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                image.set(x, y, change.at(image.get(x, y), u(x), v(y)));
            }
        }
        return this;
    }

    /** Adds a glow around a point. */
    Canvas glow(double u, double v, double size, Rgb colour) {
        return add((s, t) -> {
            double du = s - u;
            double dv = t - v;
            return colour.times(Curve.glow(size, Curve.length(du, dv)));
        });
    }

    /** Adds a disc of light, as a lamp out of focus makes it. */
    Canvas disc(double u, double v, double radius, Rgb colour) {
        int x0 = (int) Math.max(0, column(u - 1.3 * radius));
        int x1 = (int) Math.min(image.width() - 1, column(u + 1.3 * radius));
        int y0 = (int) Math.max(0, row(v + 1.3 * radius));
        int y1 = (int) Math.min(image.height() - 1, row(v - 1.3 * radius));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double du = u(x) - u;
                double dv = v(y) - v;
                double out = Curve.length(du, dv) / radius;
                double edge = 0.02 / radius + 0.05;
                double share = Curve.step(1 + edge, 1 - edge, out) * (0.75 + 0.25 * out * out);
                image.set(x, y, image.get(x, y).plus(colour.times(share)));
            }
        }
        return this;
    }

    private double column(double u) {
        return (u / aspect() + 1) * 0.5 * image.width() - 0.5;
    }

    private double row(double v) {
        return (1 - v) * 0.5 * image.height() - 0.5;
    }

    /** Scatters discs of light over a band of the picture. */
    Canvas bokeh(Chance chance, int count, double low, double high, double size, List<Rgb> colours) {
        for (int i = 0; i < count; i++) {
            double u = chance.between(-1.05, 1.05) * aspect();
            double v = chance.between(low, high);
            double radius = size * chance.between(0.5, 1.3);
            disc(u, v, radius, chance.pick(colours).times(chance.between(0.25, 1)));
        }
        return this;
    }

    /** Darkens the corners. */
    Canvas vignette(double amount) {
        double a = aspect();
        return change((old, u, v) -> old.times(1 - amount * Curve.unit(0.5 * (u * u / (a * a) + v * v) - 0.1)));
    }

    /** Takes everything out of focus: two passes of a box come close to a lens. */
    Canvas blur(double radius) {
        int reach = (int) (radius * 0.5 * image.height() + 0.5);
        if (reach > 0) {
            int row = 3 * image.width();
            for (int pass = 0; pass < 2; pass++) {
                image = boxed(image, reach, 3, image.width(), row, image.height());
                image = boxed(image, reach, row, image.height(), 3, image.width());
            }
        }
        return this;
    }

    /** Blurs along lines: {@code step} is how far apart the values of a line lie, {@code next} the lines themselves. */
    private static LinearImage boxed(LinearImage from, int reach, int step, int length, int next, int lines) {
        LinearImage to = new LinearImage(from.width(), from.height());
        for (int line = 0; line < lines; line++) {
            for (int c = 0; c < 3; c++) {
                box(from.values(), to.values(), line * next + c, step, length, reach);
            }
        }
        return to;
    }

    /** A running mean along a line, the ends held. */
    private static void box(float[] from, float[] to, int start, int step, int length, int reach) {
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            sum += from[start + step * Math.max(0, Math.min(length - 1, i))];
        }
        for (int i = 0; i < length; i++) {
            to[start + step * i] = (float) (sum / (2 * reach + 1));
            sum += from[start + step * Math.min(length - 1, i + reach + 1)];
            sum -= from[start + step * Math.max(0, i - reach)];
        }
    }

    /** The picture at its full size. */
    LinearImage image() {
        LinearImage full = new LinearImage(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                full.set(x, y, between(0.5 * (x + 0.5) - 0.5, 0.5 * (y + 0.5) - 0.5));
            }
        }
        return full;
    }

    private Rgb between(double x, double y) {
        int x0 = (int) Math.max(0, Math.floor(x));
        int y0 = (int) Math.max(0, Math.floor(y));
        int x1 = Math.min(image.width() - 1, x0 + 1);
        int y1 = Math.min(image.height() - 1, y0 + 1);
        double u = Curve.unit(x - x0);
        double v = Curve.unit(y - y0);
        return image.get(x0, y0)
                .towards(image.get(x1, y0), u)
                .towards(image.get(x0, y1).towards(image.get(x1, y1), u), v);
    }
}
