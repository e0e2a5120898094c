package io.iclight.train.render.space;

/**
 * How a thing stands before the camera: from its own space to the view's, {@code turn(p - centre) * scale + shift}.
 *
 * @param centre the point of the thing about which it is turned
 * @param rotation the turn
 * @param scale how many of the view's units one of its own becomes
 * @param shift where its centre stands in the view
 */
public record Pose(Vec3 centre, Rotation rotation, double scale, Vec3 shift) {

    /**
     * Places a point.
     *
     * @param point in the thing's own space
     * @return where it is in the view
     */
    public Vec3 toView(Vec3 point) {
        return rotation.apply(point.minus(centre)).times(scale).plus(shift);
    }

    /**
     * Finds where a point of the view lies on the thing.
     *
     * @param point in the view
     * @return in the thing's own space
     */
    public Vec3 toSubject(Vec3 point) {
        return directionToSubject(point.minus(shift)).times(1 / scale).plus(centre);
    }

    /**
     * Turns a direction of the view.
     *
     * @param direction in the view
     * @return in the thing's own space, of the same length
     */
    public Vec3 directionToSubject(Vec3 direction) {
        return rotation.inverse().apply(direction);
    }

    /**
     * Finds where a box of the view lies on the thing.
     *
     * @param box in the view
     * @return a box in the thing's own space that holds it
     */
    public Box toSubject(Box box) {
        Rotation back = rotation.inverse();
        Vec3 half = box.size().times(0.5 / scale);
        return Box.around(toSubject(box.centre()), half)
                .moved(Rotation.NONE, toSubject(box.centre()).times(-1))
                .moved(back, toSubject(box.centre()));
    }
}
