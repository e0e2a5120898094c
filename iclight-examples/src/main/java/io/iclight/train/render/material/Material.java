package io.iclight.train.render.material;

import io.iclight.train.render.noise.Field;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/**
 * What a surface does with light.
 *
 * @param albedo the share of light that it scatters
 * @param relief bumps too fine to be part of the shape
 * @param reliefHeight how high they are, in the subject's units
 * @param roughness of its gloss: 0.05 is a mirror, 1 is chalk
 * @param reflectance of its gloss, seen head-on: 0.04 for most things that are not metal
 * @param metal how much of a metal it is: a metal's gloss has its albedo's colour, and it scatters nothing
 * @param scatter how far light wanders beneath it, as in skin, wax or marble, in {@code [0, 1]}
 * @param sheen how much light its fuzz catches at grazing angles, in {@code [0, 1]}
 */
public record Material(
        Texture albedo,
        Field relief,
        double reliefHeight,
        double roughness,
        double reflectance,
        double metal,
        double scatter,
        double sheen) {

    /**
     * A surface without gloss.
     *
     * @param albedo its albedo
     * @return the material
     */
    public static Material matt(Texture albedo) {
        return new Material(albedo, (x, y, z) -> 0, 0, 0.9, 0.03, 0, 0, 0);
    }

    /**
     * Gives it gloss.
     *
     * @param newRoughness 0.05 is a mirror, 1 is chalk
     * @return the glossy material
     */
    public Material glossy(double newRoughness) {
        return new Material(albedo, relief, reliefHeight, newRoughness, 0.045, metal, scatter, sheen);
    }

    /**
     * Makes a metal of it.
     *
     * @param newRoughness 0.05 is a mirror, 1 is rust
     * @return the metallic material
     */
    public Material metallic(double newRoughness) {
        return new Material(albedo, relief, reliefHeight, newRoughness, 0.045, 1, scatter, sheen);
    }

    /**
     * Gives it a relief.
     *
     * @param newRelief a field, mostly within {@code [-1, 1]}
     * @param height how high, in the subject's units
     * @return the bumpy material
     */
    public Material bumped(Field newRelief, double height) {
        return new Material(albedo, newRelief, height, roughness, reflectance, metal, scatter, sheen);
    }

    /**
     * Lets light wander beneath its surface.
     *
     * @param newScatter how far, in {@code [0, 1]}
     * @return the translucent material
     */
    public Material scattering(double newScatter) {
        return new Material(albedo, relief, reliefHeight, roughness, reflectance, metal, newScatter, sheen);
    }

    /**
     * Gives it fuzz.
     *
     * @param newSheen how much, in {@code [0, 1]}
     * @return the fuzzy material
     */
    public Material fuzzy(double newSheen) {
        return new Material(albedo, relief, reliefHeight, roughness, reflectance, metal, scatter, newSheen);
    }

    /**
     * Paints it anew.
     *
     * @param newAlbedo the new albedo
     * @return the same surface in other colours
     */
    public Material painted(Texture newAlbedo) {
        return new Material(newAlbedo, relief, reliefHeight, roughness, reflectance, metal, scatter, sheen);
    }

    /**
     * Moves its pattern and relief along with a part that is turned about the origin and then moved.
     *
     * @param rotation the turn
     * @param offset the move after it
     * @return the material of the moved part
     */
    public Material moved(Rotation rotation, Vec3 offset) {
        Rotation back = rotation.inverse();
        Texture still = albedo;
        Field flat = relief;
        Texture movedAlbedo = (x, y, z) -> {
            Vec3 p = back.apply(new Vec3(x, y, z).minus(offset));
            return still.at(p.x(), p.y(), p.z());
        };
        Field movedRelief = (x, y, z) -> {
            Vec3 p = back.apply(new Vec3(x, y, z).minus(offset));
            return flat.at(p.x(), p.y(), p.z());
        };
        return new Material(movedAlbedo, movedRelief, reliefHeight, roughness, reflectance, metal, scatter, sheen);
    }

    /**
     * Grows its pattern and relief along with a part that is scaled about the origin.
     *
     * @param factor above 0
     * @return the material of the scaled part
     */
    public Material scaled(double factor) {
        double per = 1 / factor;
        return new Material(
                albedo.scaled(per),
                relief.scaled(per),
                reliefHeight * factor,
                roughness,
                reflectance,
                metal,
                scatter,
                sheen);
    }
}
