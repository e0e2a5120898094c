package io.iclight.train.render.space;

/**
 * A turn about the origin, as the rows of its matrix.
 *
 * @param right the row that gives x
 * @param up the row that gives y
 * @param front the row that gives z
 */
public record Rotation(Vec3 right, Vec3 up, Vec3 front) {

    /** No turn. */
    public static final Rotation NONE = new Rotation(new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));

    private static final double DEGREE = Math.PI / 180;

    /**
     * Turns about the vertical axis.
     *
     * @param degrees positive turns what faces the viewer to the viewer's right
     * @return the turn
     */
    public static Rotation yaw(double degrees) {
        double c = StrictMath.cos(degrees * DEGREE);
        double s = StrictMath.sin(degrees * DEGREE);
        return new Rotation(new Vec3(c, 0, s), new Vec3(0, 1, 0), new Vec3(-s, 0, c));
    }

    /**
     * Nods.
     *
     * @param degrees positive tilts what faces the viewer downwards
     * @return the turn
     */
    public static Rotation pitch(double degrees) {
        double c = StrictMath.cos(degrees * DEGREE);
        double s = StrictMath.sin(degrees * DEGREE);
        return new Rotation(new Vec3(1, 0, 0), new Vec3(0, c, -s), new Vec3(0, s, c));
    }

    /**
     * Leans in the picture's plane.
     *
     * @param degrees positive leans to the viewer's left
     * @return the turn
     */
    public static Rotation roll(double degrees) {
        double c = StrictMath.cos(degrees * DEGREE);
        double s = StrictMath.sin(degrees * DEGREE);
        return new Rotation(new Vec3(c, -s, 0), new Vec3(s, c, 0), new Vec3(0, 0, 1));
    }

    /**
     * Turns once more.
     *
     * @param next the turn to do after this one
     * @return both, one after the other
     */
    public Rotation then(Rotation next) {
        Rotation columns = inverse();
        return new Rotation(columns.apply(next.right), columns.apply(next.up), columns.apply(next.front));
    }

    /**
     * Turns a point.
     *
     * @param v the point
     * @return where it goes
     */
    public Vec3 apply(Vec3 v) {
        return new Vec3(right.dot(v), up.dot(v), front.dot(v));
    }

    /**
     * Turns back.
     *
     * @return the opposite turn
     */
    public Rotation inverse() {
        return new Rotation(
                new Vec3(right.x(), up.x(), front.x()),
                new Vec3(right.y(), up.y(), front.y()),
                new Vec3(right.z(), up.z(), front.z()));
    }
}
