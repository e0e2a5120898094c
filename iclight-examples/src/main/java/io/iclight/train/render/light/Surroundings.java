package io.iclight.train.render.light;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;

/**
 * The light that comes from all around, as six colours (Valve's ambient cube: Mitchell, McTaggart and Green, Shading in
 * Valve's Source engine, 2006).
 *
 * @param left from the viewer's left
 * @param right from the viewer's right
 * @param above from above
 * @param below from below
 * @param front from the viewer's side
 * @param back from behind the subject
 */
public record Surroundings(Rgb left, Rgb right, Rgb above, Rgb below, Rgb front, Rgb back) {

    /** How many directions there are. */
    public static final int SIDES = 6;

    /** No light. */
    public static final Surroundings DARK = even(Rgb.BLACK);

    /**
     * The same light from everywhere.
     *
     * @param colour the light
     * @return the surroundings
     */
    public static Surroundings even(Rgb colour) {
        return new Surroundings(colour, colour, colour, colour, colour, colour);
    }

    /**
     * A sky over a ground.
     *
     * @param sky the light from above
     * @param ground the light from below
     * @return the surroundings, with the mean of both from the sides
     */
    public static Surroundings dome(Rgb sky, Rgb ground) {
        Rgb side = sky.towards(ground, 0.5);
        return new Surroundings(side, side, sky, ground, side, side);
    }

    /**
     * The light that a picture behind the subject stands for: its sides, its top and its bottom light the subject from
     * there, and its mean fills in from the front.
     *
     * @param backdrop the picture
     * @return the surroundings
     */
    public static Surroundings of(LinearImage backdrop) {
        int width = backdrop.width();
        int height = backdrop.height();
        Rgb mean = mean(backdrop, 0, 0, width, height);
        return new Surroundings(
                mean(backdrop, 0, 0, Math.max(1, width / 3), height),
                mean(backdrop, width - Math.max(1, width / 3), 0, width, height),
                mean(backdrop, 0, 0, width, Math.max(1, height / 3)),
                mean(backdrop, 0, height - Math.max(1, height / 3), width, height),
                mean,
                mean);
    }

    /**
     * Makes it brighter or darker.
     *
     * @param factor by how much
     * @return the product
     */
    public Surroundings times(double factor) {
        return new Surroundings(
                left.times(factor),
                right.times(factor),
                above.times(factor),
                below.times(factor),
                front.times(factor),
                back.times(factor));
    }

    /**
     * Adds light from all around.
     *
     * @param other what to add
     * @return the sum
     */
    public Surroundings plus(Surroundings other) {
        return new Surroundings(
                left.plus(other.left),
                right.plus(other.right),
                above.plus(other.above),
                below.plus(other.below),
                front.plus(other.front),
                back.plus(other.back));
    }

    /**
     * The six colours in the order of the record.
     *
     * @return left, right, above, below, front, back
     */
    public ImmutableList<Rgb> sides() {
        return ImmutableList.of(left, right, above, below, front, back);
    }

    /** The mean of a rectangle; every second pixel of it will do. */
    private static Rgb mean(LinearImage image, int x0, int y0, int x1, int y1) {
        Rgb sum = Rgb.BLACK;
        int count = 0;
        for (int y = y0; y < y1; y += 2) {
            for (int x = x0; x < x1; x += 2) {
                sum = sum.plus(image.get(x, y));
                count++;
            }
        }
        return sum.times(1.0 / count);
    }
}
