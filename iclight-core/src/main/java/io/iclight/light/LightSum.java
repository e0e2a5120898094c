package io.iclight.light;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several lights at once: what each adds to the dark is added up, {@code dark + sum of (picture - dark)}, and limited to
 * 0…255. The sum is one of pixel values, as gradients are, and not of physical light.
 *
 * @param lights at least one; none of them is a sum, and none is {@link LightSource#NONE}
 */
public record LightSum(ImmutableList<LightSource> lights) implements LightSource {

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if there is no light, or one is a sum or {@link LightSource#NONE}
     */
    public LightSum {
        if (lights.isEmpty()) {
            throw new IllegalArgumentException("a sum of lights has at least one, was empty");
        }
        for (LightSource light : lights) {
            if (light instanceof LightSum || light.equals(LightSource.NONE)) {
                throw new IllegalArgumentException("a sum of lights has lights in it, was given " + light);
            }
        }
    }

    /** Adds, and leaves out what is no light. */
    static LightSource of(LightSource one, LightSource other) {
        ImmutableList<LightSource> lights = Stream.of(one, other)
                .flatMap(light -> light instanceof LightSum sum ? sum.lights.stream() : Stream.of(light))
                .filter(light -> !light.equals(LightSource.NONE))
                .collect(ImmutableList.toImmutableList());
        return switch (lights.size()) {
            case 0 -> LightSource.NONE;
            case 1 -> lights.get(0);
            default -> new LightSum(lights);
        };
    }

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        List<byte[]> pictures = lights.stream()
                .flatMap(light -> light.render(size, levels).stream())
                .map(picture -> samples(picture, size))
                .toList();
        byte[] sum = new byte[Math.toIntExact(size.pixels() * 3)];
        for (int i = 0; i < sum.length; i++) {
            int level = levels.dark();
            for (byte[] picture : pictures) {
                level += Byte.toUnsignedInt(picture[i]) - levels.dark();
            }
            sum[i] = (byte) Math.max(0, Math.min(255, level));
        }
        return Optional.of(Image.of(size, PixelFormat.RGB, sum));
    }

    /** Cropping rounds an odd size to another one. */
    private static byte[] samples(Image picture, ImageSize size) {
        if (!picture.size().equals(size)) {
            throw new IllegalArgumentException("a light's picture is cropped to " + picture.size() + ", but " + size
                    + " was asked for; give both sides an even length");
        }
        return picture.samples();
    }
}
