package io.iclight.train.render.subject;

import io.iclight.train.render.material.Material;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/**
 * A piece of a subject that is all of one material.
 *
 * @param solid its shape
 * @param material what it is made of, textured in the same space
 */
public record Part(Solid solid, Material material) {

    /**
     * Turns it about the origin, then moves it, and its texture with it.
     *
     * @param rotation the turn
     * @param offset the move
     * @return the moved part
     */
    public Part moved(Rotation rotation, Vec3 offset) {
        return new Part(solid.moved(rotation, offset), material.moved(rotation, offset));
    }

    /**
     * Grows or shrinks it about the origin, and its texture with it.
     *
     * @param factor above 0
     * @return the scaled part
     */
    public Part scaled(double factor) {
        return new Part(solid.scaled(factor), material.scaled(factor));
    }
}
