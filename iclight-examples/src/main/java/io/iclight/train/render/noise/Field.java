package io.iclight.train.render.noise;

/** A number at every point of space: noise, a pattern, a relief. Mostly within {@code [-1, 1]}. */
@FunctionalInterface
public interface Field {

    /**
     * Evaluates the field.
     *
     * @param x to the right
     * @param y upwards
     * @param z towards the viewer
     * @return its value there
     */
    double at(double x, double y, double z);

    /**
     * Squeezes the pattern along the axes: a factor of 2 makes it twice as fine.
     *
     * @param fx along x
     * @param fy along y
     * @param fz along z
     * @return the squeezed field
     */
    default Field scaled(double fx, double fy, double fz) {
        return (x, y, z) -> at(x * fx, y * fy, z * fz);
    }

    /**
     * Makes the pattern finer all ways.
     *
     * @param frequency how much finer
     * @return the finer field
     */
    default Field scaled(double frequency) {
        return scaled(frequency, frequency, frequency);
    }

    /**
     * Bends the pattern: each point is looked up a little beside itself.
     *
     * @param by how far, as a field
     * @param amount the greatest distance
     * @return the bent field
     */
    default Field warped(Field by, double amount) {
        return (x, y, z) -> at(
                x + amount * by.at(x, y, z),
                y + amount * by.at(y + 7.3, z - 3.1, x + 1.7),
                z + amount * by.at(z - 5.9, x + 2.3, y - 8.1));
    }
}
