package io.iclight.train.render.space;

/**
 * A box along the axes.
 *
 * @param low its least corner
 * @param high its greatest corner
 */
public record Box(Vec3 low, Vec3 high) {

    /**
     * The box around a point.
     *
     * @param centre the point
     * @param reach how far it extends each way
     * @return the box
     */
    public static Box around(Vec3 centre, Vec3 reach) {
        return new Box(centre.minus(reach), centre.plus(reach));
    }

    /**
     * The box around a ball.
     *
     * @param centre the ball's centre
     * @param radius the ball's radius
     * @return the box
     */
    public static Box around(Vec3 centre, double radius) {
        return around(centre, new Vec3(radius, radius, radius));
    }

    /**
     * The least box around two.
     *
     * @param other the other box
     * @return what holds both
     */
    public Box and(Box other) {
        return new Box(
                new Vec3(
                        Math.min(low.x(), other.low.x()),
                        Math.min(low.y(), other.low.y()),
                        Math.min(low.z(), other.low.z())),
                new Vec3(
                        Math.max(high.x(), other.high.x()),
                        Math.max(high.y(), other.high.y()),
                        Math.max(high.z(), other.high.z())));
    }

    /**
     * What two boxes share.
     *
     * @param other the other box, which meets this one
     * @return the part of both
     */
    public Box within(Box other) {
        return new Box(
                new Vec3(
                        Math.max(low.x(), other.low.x()),
                        Math.max(low.y(), other.low.y()),
                        Math.max(low.z(), other.low.z())),
                new Vec3(
                        Math.min(high.x(), other.high.x()),
                        Math.min(high.y(), other.high.y()),
                        Math.min(high.z(), other.high.z())));
    }

    /**
     * Grows all ways.
     *
     * @param by how far
     * @return the greater box
     */
    public Box grown(double by) {
        Vec3 step = new Vec3(by, by, by);
        return new Box(low.minus(step), high.plus(step));
    }

    /**
     * The middle.
     *
     * @return the point between the corners
     */
    public Vec3 centre() {
        return low.towards(high, 0.5);
    }

    /**
     * The extent.
     *
     * @return width, height and depth
     */
    public Vec3 size() {
        return high.minus(low);
    }

    /**
     * The box around this one when it has been turned and moved.
     *
     * @param rotation the turn, about the origin
     * @param offset the move after it
     * @return what holds the turned box
     */
    public Box moved(Rotation rotation, Vec3 offset) {
        Vec3 half = size().times(0.5);
        Vec3 reach =
                new Vec3(spread(rotation.right(), half), spread(rotation.up(), half), spread(rotation.front(), half));
        return around(rotation.apply(centre()).plus(offset), reach);
    }

    private static double spread(Vec3 row, Vec3 half) {
        return Math.abs(row.x()) * half.x() + Math.abs(row.y()) * half.y() + Math.abs(row.z()) * half.z();
    }

    /**
     * How far outside a point is, squared.
     *
     * @param x of the point
     * @param y of the point
     * @param z of the point
     * @return 0 inside
     */
    public double distanceSquared(double x, double y, double z) {
        double dx = Math.max(Math.max(low.x() - x, x - high.x()), 0);
        double dy = Math.max(Math.max(low.y() - y, y - high.y()), 0);
        double dz = Math.max(Math.max(low.z() - z, z - high.z()), 0);
        return dx * dx + dy * dy + dz * dz;
    }

    /**
     * Where a ray comes in.
     *
     * @param from where the ray starts
     * @param way its direction
     * @return how many lengths of {@code way} along it; negative behind its start
     */
    public double entry(Vec3 from, Vec3 way) {
        return Math.max(
                Math.min((low.x() - from.x()) / way.x(), (high.x() - from.x()) / way.x()),
                Math.max(
                        Math.min((low.y() - from.y()) / way.y(), (high.y() - from.y()) / way.y()),
                        Math.min((low.z() - from.z()) / way.z(), (high.z() - from.z()) / way.z())));
    }

    /**
     * Where a ray goes out.
     *
     * @param from where the ray starts
     * @param way its direction
     * @return how many lengths of {@code way} along it; less than {@link #entry} for a ray that passes by
     */
    public double exit(Vec3 from, Vec3 way) {
        return Math.min(
                Math.max((low.x() - from.x()) / way.x(), (high.x() - from.x()) / way.x()),
                Math.min(
                        Math.max((low.y() - from.y()) / way.y(), (high.y() - from.y()) / way.y()),
                        Math.max((low.z() - from.z()) / way.z(), (high.z() - from.z()) / way.z())));
    }
}
