package io.iclight.train.render;

import io.iclight.train.render.light.Surroundings;
import java.util.Arrays;

/**
 * The visible surface as small pieces, one for most pixels and several where an edge runs through one: everything about
 * them that does not depend on the light. A column is an array with a place for each piece; positions and directions are
 * in the view.
 */
final class Surfels {

    static final int SIDES = Surroundings.SIDES;

    int count;

    int[] pixel = new int[0];

    /** The share of its pixel that a piece stands for. */
    float[] weight = new float[0];

    float[] position = new float[0];
    float[] normal = new float[0];

    /** The normal of the shape alone, without the material's relief. */
    float[] shape = new float[0];

    float[] albedo = new float[0];
    float[] roughness = new float[0];
    float[] reflectance = new float[0];
    float[] metal = new float[0];
    float[] scatter = new float[0];
    float[] sheen = new float[0];

    /** How much of the light from each side is scattered towards the viewer by a white surface, {@code [count, 6]}. */
    float[] open = new float[0];

    /** How much of the light from each side a mirror would show, {@code [count, 6]}. */
    float[] mirrored = new float[0];

    /** Makes room for one more. */
    int add() {
        if (count == pixel.length) {
            grow(Math.max(1024, 2 * count));
        }
        return count++;
    }

    private void grow(int capacity) {
        pixel = Arrays.copyOf(pixel, capacity);
        weight = Arrays.copyOf(weight, capacity);
        position = Arrays.copyOf(position, 3 * capacity);
        normal = Arrays.copyOf(normal, 3 * capacity);
        shape = Arrays.copyOf(shape, 3 * capacity);
        albedo = Arrays.copyOf(albedo, 3 * capacity);
        roughness = Arrays.copyOf(roughness, capacity);
        reflectance = Arrays.copyOf(reflectance, capacity);
        metal = Arrays.copyOf(metal, capacity);
        scatter = Arrays.copyOf(scatter, capacity);
        sheen = Arrays.copyOf(sheen, capacity);
        open = Arrays.copyOf(open, SIDES * capacity);
        mirrored = Arrays.copyOf(mirrored, SIDES * capacity);
    }
}
