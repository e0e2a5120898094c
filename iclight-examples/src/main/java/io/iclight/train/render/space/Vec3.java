package io.iclight.train.render.space;

/**
 * A point or a direction.
 *
 * @param x to the right
 * @param y upwards
 * @param z towards the viewer
 */
public record Vec3(double x, double y, double z) {

    /** The origin. */
    public static final Vec3 ZERO = new Vec3(0, 0, 0);

    /**
     * Adds.
     *
     * @param other what to add
     * @return the sum
     */
    public Vec3 plus(Vec3 other) {
        return new Vec3(x + other.x, y + other.y, z + other.z);
    }

    /**
     * Subtracts.
     *
     * @param other what to take away
     * @return the difference
     */
    public Vec3 minus(Vec3 other) {
        return new Vec3(x - other.x, y - other.y, z - other.z);
    }

    /**
     * Multiplies every part.
     *
     * @param factor by this
     * @return the product
     */
    public Vec3 times(double factor) {
        return new Vec3(x * factor, y * factor, z * factor);
    }

    /**
     * The scalar product.
     *
     * @param other the other one
     * @return the product
     */
    public double dot(Vec3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /**
     * The vector product.
     *
     * @param other the other one
     * @return what stands at right angles to both
     */
    public Vec3 cross(Vec3 other) {
        return new Vec3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /**
     * The distance from the origin.
     *
     * @return the length
     */
    public double length() {
        return Math.sqrt(dot(this));
    }

    /**
     * Keeps the direction alone.
     *
     * @return the same direction with length 1
     */
    public Vec3 normalized() {
        return times(1 / length());
    }

    /**
     * Goes from here to another point.
     *
     * @param other the other point
     * @param t how far: 0 is here, 1 is there
     * @return the point between
     */
    public Vec3 towards(Vec3 other, double t) {
        return plus(other.minus(this).times(t));
    }

    /**
     * The same point on the other side of the plane x = 0.
     *
     * @return the mirror image
     */
    public Vec3 mirrored() {
        return new Vec3(-x, y, z);
    }
}
