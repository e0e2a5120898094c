package io.iclight.figures;

import java.util.Locale;

/** A page of shapes and words, on white. Coordinates are in pixels from the top left. */
final class Svg {

    static final String INK = "#1f2937";
    static final String FAINT = "#6b7280";
    static final String GRID = "#e5e7eb";
    static final String BLUE = "#1d4ed8";
    static final String ORANGE = "#c2410c";
    static final String GREEN = "#15803d";
    static final String VIOLET = "#7e22ce";
    static final String TEAL = "#0e7490";

    /** Where a text's given place is in it. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. */
    enum Face {
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

    Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" stroke=\"none\">",
                width, height, width, height);
        box(0, 0, width, height, "white");
    }

    void box(double x, double y, double width, double height, String fill) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                number(x), number(y), number(width), number(height), fill);
    }

    void line(double x, double y, double endX, double endY, String colour) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>",
                number(x), number(y), number(endX), number(endY), colour);
    }

    void curve(double[] xs, double[] ys, String colour) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour);
    }

    void dot(double x, double y, String colour) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>", number(x), number(y), colour);
    }

    /** Fills squares of one size, given by their top left corners. */
    void squares(double side, double[] xs, double[] ys, String fill) {
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

    void text(double x, double y, Face face, Anchor anchor, String colour, String text) {
        String place =
                anchor == Anchor.START ? "" : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"";
        add(
                "<text x=\"%s\" y=\"%s\" %s%s fill=\"%s\" xml:space=\"preserve\">%s</text>",
                number(x), number(y), face.attributes, place, colour, escaped(text));
    }

    String document() {
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
