package io.iclight.train.render.material;

import io.iclight.train.render.noise.Field;
import io.iclight.train.render.picture.Rgb;

/** An albedo at every point of space. */
@FunctionalInterface
public interface Texture {

    /**
     * Looks up the albedo.
     *
     * @param x of the point, in the subject's own space
     * @param y of the point
     * @param z of the point
     * @return linear, within {@code [0, 1]}
     */
    Rgb at(double x, double y, double z);

    /**
     * One colour everywhere.
     *
     * @param colour the colour
     * @return the texture
     */
    static Texture plain(Rgb colour) {
        return (x, y, z) -> colour;
    }

    /**
     * Puts another texture over this one.
     *
     * @param other what to put over it
     * @param where how much of it shows: 0 and less none, 1 and more all
     * @return the mixture
     */
    default Texture with(Texture other, Field where) {
        return (x, y, z) -> {
            double t = where.at(x, y, z);
            if (t <= 0) {
                return at(x, y, z);
            }
            return t >= 1 ? other.at(x, y, z) : at(x, y, z).towards(other.at(x, y, z), t);
        };
    }

    /**
     * Puts a colour over this texture.
     *
     * @param colour the colour
     * @param where how much of it shows: 0 and less none, 1 and more all
     * @return the mixture
     */
    default Texture with(Rgb colour, Field where) {
        return with(plain(colour), where);
    }

    /**
     * Makes it unevenly lighter and darker, as everything old or natural is.
     *
     * @param unevenness a field, mostly within {@code [-1, 1]}
     * @param amount how much lighter at 1 and darker at -1, in {@code [0, 1)}
     * @return the uneven texture
     */
    default Texture mottled(Field unevenness, double amount) {
        return (x, y, z) -> {
            Rgb colour = at(x, y, z).times(Math.max(0, 1 + amount * unevenness.at(x, y, z)));
            return new Rgb(Math.min(1, colour.r()), Math.min(1, colour.g()), Math.min(1, colour.b()));
        };
    }

    /**
     * Squeezes the texture: a factor of 2 makes it twice as fine.
     *
     * @param frequency how much finer
     * @return the finer texture
     */
    default Texture scaled(double frequency) {
        return (x, y, z) -> at(x * frequency, y * frequency, z * frequency);
    }
}
