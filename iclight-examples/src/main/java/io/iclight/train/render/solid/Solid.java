package io.iclight.train.render.solid;

import io.iclight.train.render.noise.Field;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/** A solid thing, known by the distance to its surface. */
public interface Solid {

    /**
     * Measures the distance to the surface.
     *
     * @param x of the point
     * @param y of the point
     * @param z of the point
     * @return positive outside, negative inside
     */
    double distance(double x, double y, double z);

    /**
     * A box that holds the whole solid.
     *
     * @return the box
     */
    Box bounds();

    /**
     * Turns the solid about the origin, then moves it.
     *
     * @param rotation the turn
     * @param offset the move
     * @return the moved solid
     */
    default Solid moved(Rotation rotation, Vec3 offset) {
        return new Moved(this, rotation, offset);
    }

    /**
     * Moves the solid.
     *
     * @param offset where its origin goes
     * @return the moved solid
     */
    default Solid at(Vec3 offset) {
        return moved(Rotation.NONE, offset);
    }

    /**
     * Grows or shrinks about the origin.
     *
     * @param factor above 0
     * @return the scaled solid
     */
    default Solid scaled(double factor) {
        return new Scaled(this, factor);
    }

    /**
     * Adds the mirror image on the other side of the plane x = 0.
     *
     * @return the pair
     */
    default Solid mirrored() {
        return new Mirrored(this);
    }

    /**
     * Takes another solid's room away from this one.
     *
     * @param tool what to take away
     * @param blend over what distance the edge is rounded
     * @return what remains
     */
    default Solid without(Solid tool, double blend) {
        return new Cut(this, tool, blend);
    }

    /**
     * Raises the surface by a relief.
     *
     * @param relief a field, mostly within {@code [-1, 1]}
     * @param height how far it raises or lowers the surface
     * @return the solid with the relief
     */
    default Solid displaced(Field relief, double height) {
        return new Displaced(this, relief, height);
    }

    /**
     * Grows all ways, rounding the corners.
     *
     * @param by how far
     * @return the thicker solid
     */
    default Solid inflated(double by) {
        return new Displaced(this, (x, y, z) -> 1, by);
    }
}
