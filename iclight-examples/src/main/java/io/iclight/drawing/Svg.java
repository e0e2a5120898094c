package io.iclight.drawing;

import java.util.Locale;

/** A page of shapes and words, on white. Coordinates are in pixels from the top left. */
public final class Svg {

    /** Of what is read first. */
    public static final String INK = "#1f2937";

    /** Of what is read beside it. */
    public static final String FAINT = "#6b7280";

    /** Of lines that values are read from. */
    public static final String GRID = "#e5e7eb";

    /** One of five colours that are told apart. */
    public static final String BLUE = "#1d4ed8";

    /** One of five colours that are told apart. */
    public static final String ORANGE = "#c2410c";

    /** One of five colours that are told apart. */
    public static final String GREEN = "#15803d";

    /** One of five colours that are told apart. */
    public static final String VIOLET = "#7e22ce";

    /** One of five colours that are told apart. */
    public static final String TEAL = "#0e7490";

    /** Where a text's given place is in it. */
    public enum Anchor {
        /** Its left end. */
        START,
        /** Its middle. */
        MIDDLE,
        /** Its right end. */
        END
    }

    /** How a text looks. */
    public enum Face {
        /** What a picture shows. */
        TITLE("font-size=\"15\" font-weight=\"bold\""),
        /** All other words. */
        PLAIN("font-size=\"13\""),
        /** Names as programs have them. */
        CODE("font-size=\"12\" font-family=\"monospace\"");

        private final String attributes;

        Face(String attributes) {
            this.attributes = attributes;
        }
    }

    private final StringBuilder elements = new StringBuilder();

    /**
     * Begins a white page.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" stroke=\"none\">",
                width, height, width, height);
        box(0, 0, width, height, "white");
    }

    /**
     * Fills a rectangle.
     *
     * @param x of its left
     * @param y of its top
     * @param width to the right
     * @param height downwards
     * @param fill its colour
     */
    public void box(double x, double y, double width, double height, String fill) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                number(x), number(y), number(width), number(height), fill);
    }

    /**
     * Draws a line.
     *
     * @param x of one end
     * @param y of one end
     * @param endX of the other
     * @param endY of the other
     * @param colour its colour
     */
    public void line(double x, double y, double endX, double endY, String colour) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>",
                number(x), number(y), number(endX), number(endY), colour);
    }

    /**
     * Joins points by lines.
     *
     * @param xs of the points
     * @param ys of the points
     * @param colour of the lines
     */
    public void curve(double[] xs, double[] ys, String colour) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour);
    }

    /**
     * Draws a dot.
     *
     * @param x of its middle
     * @param y of its middle
     * @param colour its colour
     */
    public void dot(double x, double y, String colour) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>", number(x), number(y), colour);
    }

    /**
     * Fills squares of one size.
     *
     * @param side how wide and high they are
     * @param xs of their top left corners
     * @param ys of these
     * @param fill their colour
     */
    public void squares(double side, double[] xs, double[] ys, String fill) {
        StringBuilder path = new StringBuilder();
        String edge = number(side);
        for (int i = 0; i < xs.length; i++) {
            path.append('M').append(number(xs[i])).append(' ').append(number(ys[i]));
            path.append('h')
                    .append(edge)
                    .append('v')
                    .append(edge)
                    .append("h-")
                    .append(edge)
                    .append('z');
        }
        add("<path d=\"%s\" fill=\"%s\"/>", path, fill);
    }

    /**
     * Writes a text on one line.
     *
     * @param x of the given place
     * @param y of its base line
     * @param face how it looks
     * @param anchor where in it the given place is
     * @param colour its colour
     * @param text not escaped
     */
    public void text(double x, double y, Face face, Anchor anchor, String colour, String text) {
        String place =
                anchor == Anchor.START ? "" : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"";
        add(
                "<text x=\"%s\" y=\"%s\" %s%s fill=\"%s\" xml:space=\"preserve\">%s</text>",
                number(x), number(y), face.attributes, place, colour, escaped(text));
    }

    /**
     * Ends the page.
     *
     * @return SVG
     */
    public String document() {
        return elements + "</svg>\n";
    }

    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** To a tenth of a pixel, which no one sees. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
