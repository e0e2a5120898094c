package io.iclight.samplers.noise;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The noise of stable-diffusion-webui and its forks: a generator for each image, and variations of the first draw.
 *
 * @see PerImageNoise
 */
public final class WebUiNoise implements NoiseGenerator {

    /**
     * What the noise is made of.
     *
     * @param generators makes a generator from a seed: {@code TorchGenerator::new} for the source that web UIs call
     *     CPU, {@code PhiloxGenerator::new} for NV
     * @param seeds one for each image
     * @param variation mixes other noise into the first draw
     * @param resizeFrom the size that the first draw is made for, if it is not the image's own
     * @param etaSeedDelta 0, or what is added to the seeds for all draws after the first, from new generators
     */
    public record Settings(
            LongFunction<NoiseGenerator> generators,
            ImmutableLongArray seeds,
            Optional<Variation> variation,
            Optional<LatentSize> resizeFrom,
            long etaSeedDelta) {

        /** Checks the components. */
        public Settings {
            if (seeds.isEmpty()) {
                throw new IllegalArgumentException("noise needs a seed for each image, there is none");
            }
        }
    }

    /**
     * Mixes noise of other seeds in.
     *
     * @param subseeds one for each image; where there are fewer, 0
     * @param strength how much of the other noise, 0 to 1
     */
    public record Variation(ImmutableLongArray subseeds, double strength) {

        /** Checks the components. */
        public Variation {
            if (!(strength >= 0 && strength <= 1)) {
                throw new IllegalArgumentException("the strength of a variation must be in 0..1, was " + strength);
            }
        }

        private long subseed(int image) {
            return image < subseeds.length() ? subseeds.get(image) : 0;
        }
    }

    /**
     * A size of latents. Noise that is drawn for another size and laid over the middle keeps an image's composition.
     *
     * @param height 1 or more; an image's height over 8
     * @param width 1 or more; an image's width over 8
     */
    public record LatentSize(int height, int width) {

        /** Checks the components. */
        public LatentSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "a size of latents must be 1 or more both ways, was " + width + "x" + height);
            }
        }
    }

    private final Settings settings;
    private ImmutableList<NoiseGenerator> generators;
    private boolean drawn;

    /**
     * Makes a source.
     *
     * @param settings what the noise is made of
     */
    public WebUiNoise(Settings settings) {
        this.settings = settings;
        this.generators = generators(0);
    }

    private ImmutableList<NoiseGenerator> generators(long delta) {
        return settings.seeds.stream()
                .mapToObj(seed -> settings.generators.apply(seed + delta))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Draws the next values.
     *
     * @param shape {@code [images, channels, height, width]}, with as many images as there are seeds
     */
    @Override
    public float[] draw(long... shape) {
        if (drawn) {
            return new PerImageNoise(generators).draw(shape);
        }
        if (shape.length != 4 || shape[0] != generators.size()) {
            throw new IllegalArgumentException("expected a shape of 4 axes, the first being " + generators.size()
                    + ", as many as there are seeds; was " + ImmutableLongArray.copyOf(shape));
        }
        float[] values = new float[Shape.elements(shape)];
        int length = values.length / generators.size();
        for (int image = 0; image < generators.size(); image++) {
            float[] first = first(image, (int) shape[1], (int) shape[2], (int) shape[3]);
            System.arraycopy(first, 0, values, image * length, length);
        }
        if (settings.etaSeedDelta != 0) {
            generators = generators(settings.etaSeedDelta);
        }
        drawn = true;
        return values;
    }

    private float[] first(int image, int channels, int height, int width) {
        NoiseGenerator generator = generators.get(image);
        LatentSize own = new LatentSize(height, width);
        LatentSize drawnFor = settings.resizeFrom.orElse(own);
        if (drawnFor.equals(own)) {
            return varied(image, draw(generator, channels, own)).values();
        }
        NoiseImage center = varied(image, draw(fresh(settings.seeds.get(image)), channels, drawnFor));
        return draw(generator, channels, own).withCenter(center).values();
    }

    private NoiseImage varied(int image, NoiseImage noise) {
        return settings.variation
                .filter(variation -> variation.strength != 0)
                .map(variation -> noise.slerp(variation.strength, noise.drawnAlikeBy(fresh(variation.subseed(image)))))
                .orElse(noise);
    }

    private NoiseGenerator fresh(long seed) {
        return settings.generators.apply(seed);
    }

    private static NoiseImage draw(NoiseGenerator generator, int channels, LatentSize size) {
        return new NoiseImage(generator.draw(channels, size.height, size.width), channels, size.height, size.width);
    }
}
