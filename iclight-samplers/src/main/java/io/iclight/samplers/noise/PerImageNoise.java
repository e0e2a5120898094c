package io.iclight.samplers.noise;

import com.google.common.collect.ImmutableList;

/**
 * Noise of which each image of a batch has its own generator, so that an image does not depend on its place in the
 * batch. A single generator draws for all images.
 *
 * @param generators one for each image, or one for all
 */
public record PerImageNoise(ImmutableList<NoiseGenerator> generators) implements NoiseGenerator {

    /** Checks the components. */
    public PerImageNoise {
        if (generators.isEmpty()) {
            throw new IllegalArgumentException("noise needs a generator for each image, there is none");
        }
    }

    @Override
    public float[] draw(long... shape) {
        if (generators.size() == 1) {
            return generators.get(0).draw(shape);
        }
        if (shape.length == 0 || shape[0] != generators.size()) {
            throw new IllegalArgumentException("noise for " + (shape.length == 0 ? "a scalar" : shape[0] + " images")
                    + " was asked of " + generators.size() + " generators; there must be one for each image");
        }
        float[] values = new float[Shape.elements(shape)];
        long[] one = shape.clone();
        one[0] = 1;
        int begin = 0;
        for (NoiseGenerator generator : generators) {
            float[] image = generator.draw(one);
            System.arraycopy(image, 0, values, begin, image.length);
            begin += image.length;
        }
        return values;
    }
}
