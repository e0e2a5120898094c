package io.iclight.drawing;

import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import java.util.Arrays;
import java.util.List;

/**
 * A panel with two axes, in which curves are drawn.
 *
 * @param page where it is drawn
 * @param x to the right
 * @param y upwards: its {@code begin} is the bottom
 */
public record Chart(Svg page, Axis x, Axis y) {

    /**
     * What a curve is and looks like.
     *
     * @param name of it
     * @param colour of it
     * @param values at 1, 2, 3, ...
     */
    public record Curve(String name, String colour, double[] values) {}

    /**
     * Says what is drawn.
     *
     * @param title above the chart
     * @param below what is counted to the right
     */
    public void titled(String title, String below) {
        page.text(x.begin(), y.end() - 14, Face.TITLE, Anchor.START, Svg.INK, title);
        page.text((x.begin() + x.end()) / 2, y.begin() + 38, Face.PLAIN, Anchor.MIDDLE, Svg.FAINT, below);
    }

    /**
     * Draws a line across.
     *
     * @param value where
     * @param label to its left
     */
    public void across(double value, String label) {
        page.line(x.begin(), y.at(value), x.end(), y.at(value), Svg.GRID);
        page.text(x.begin() - 8, y.at(value) + 4, Face.PLAIN, Anchor.END, Svg.FAINT, label);
    }

    /**
     * Marks a value to the right.
     *
     * @param value where
     * @param label below it
     */
    public void below(double value, String label) {
        page.line(x.at(value), y.begin(), x.at(value), y.begin() + 5, Svg.FAINT);
        page.text(x.at(value), y.begin() + 19, Face.PLAIN, Anchor.MIDDLE, Svg.FAINT, label);
    }

    /**
     * Draws values at 1, 2, 3, ...
     *
     * @param curve the values
     */
    public void draw(Curve curve) {
        double[] xs = new double[curve.values().length];
        Arrays.setAll(xs, i -> x.at(i + 1));
        double[] ys = Arrays.stream(curve.values()).map(y::at).toArray();
        page.curve(xs, ys, curve.colour());
        for (int i = 0; i < xs.length; i++) {
            page.dot(xs[i], ys[i], curve.colour());
        }
    }

    /**
     * Names curves, one under the other.
     *
     * @param page where it is drawn
     * @param left of the names
     * @param top of the first
     * @param curves in order
     */
    public static void legend(Svg page, double left, double top, List<Curve> curves) {
        for (int i = 0; i < curves.size(); i++) {
            double y = top + 20 * i;
            page.box(left, y - 8, 14, 4, curves.get(i).colour());
            page.text(
                    left + 22,
                    y,
                    Face.PLAIN,
                    Anchor.START,
                    Svg.INK,
                    curves.get(i).name());
        }
    }
}
