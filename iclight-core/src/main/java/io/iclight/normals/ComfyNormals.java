package io.iclight.normals;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.TorchInterpolation;
import java.util.ArrayList;
import java.util.List;

/**
 * What ComfyUI-IC-Light's node computes from four lights. It is not a map of normals in the usual sense: the normal
 * towards the viewer is added everywhere, in the foreground too, and each map is stretched to [0, 1] by its own smallest
 * and largest value. Where all values are the same, they become 0; the node yields not-a-number there. Use
 * {@link Normals} for a normal map that other programs understand.
 *
 * <p>Source: kijai/ComfyUI-IC-Light, {@code nodes.py}, {@code CalculateNormalsFromImages}.
 *
 * @param normal red to the right, green upwards, blue towards the viewer, in [0, 1]
 * @param divided how much brighter each light is than the mean of all four, by the brightest channel, in [0, 1]: three
 *     equal channels for left, right, bottom and top
 */
public record ComfyNormals(FloatImage normal, List<FloatImage> divided) {

    /** The sharpness that the node starts with. */
    public static final double STANDARD_SHARPNESS = 10;

    /** Checks the components. */
    public ComfyNormals {
        divided = List.copyOf(divided);
    }

    /**
     * Computes a map without a mask.
     *
     * @param lights four pictures in [0, 1]; for pictures in [-1, 1] (the node's {@code center_input_range}), give
     *     {@code lights.scaled(0.5f, 0.5f)}
     * @param sharpness the exponent of the direction towards the viewer, greater than 0; called sigma in the node
     * @return the maps
     */
    public static ComfyNormals of(FourLights lights, double sharpness) {
        LightRatios ratios = LightRatios.of(lights);
        return of(ratios, checked(ratios, sharpness));
    }

    /**
     * Computes a map with a mask.
     *
     * @param lights four pictures in [0, 1]; for pictures in [-1, 1] (the node's {@code center_input_range}), give
     *     {@code lights.scaled(0.5f, 0.5f)}
     * @param sharpness the exponent of the direction towards the viewer, greater than 0; called sigma in the node
     * @param mask one channel, 1 where the foreground is; stretched bilinearly to the pictures' size
     * @return the maps
     */
    public static ComfyNormals of(FourLights lights, double sharpness, FloatImage mask) {
        if (mask.channels() != 1) {
            throw new IllegalArgumentException("a mask has 1 channel, but was given one of " + mask);
        }
        LightRatios ratios = LightRatios.of(lights);
        float[] normals = checked(ratios, sharpness);
        ImageSize size = lights.left().size();
        float[] weights = (mask.size().equals(size) ? mask : TorchInterpolation.BILINEAR.stretch(mask, size)).values();
        for (int i = 0; i < normals.length; i++) {
            normals[i] *= weights[i / 3];
        }
        return of(ratios, normals);
    }

    private static float[] checked(LightRatios ratios, double sharpness) {
        if (!(sharpness > 0) || Double.isInfinite(sharpness)) {
            throw new IllegalArgumentException("sharpness must be greater than 0 and finite, was " + sharpness);
        }
        return ratios.normals(sharpness);
    }

    private static ComfyNormals of(LightRatios ratios, float[] normals) {
        for (int i = 2; i < normals.length; i += 3) {
            normals[i] += 1;
        }
        ImageSize size = ratios.lights().left().size();
        FloatImage normal = FloatImage.of(size, 3, normals);
        return new ComfyNormals(
                Range.of(List.of(normal)).stretch(normal),
                brightest(ratios.lights().all()));
    }

    private static List<FloatImage> brightest(List<FloatImage> ratios) {
        Range range = Range.of(ratios);
        List<FloatImage> divided = new ArrayList<>();
        for (FloatImage ratio : ratios) {
            float[] values = range.stretch(ratio).values();
            for (int i = 0; i < values.length; i += 3) {
                float largest = Math.max(values[i], Math.max(values[i + 1], values[i + 2]));
                values[i] = values[i + 1] = values[i + 2] = largest;
            }
            divided.add(FloatImage.of(ratio.size(), 3, values));
        }
        return divided;
    }

    /** The smallest and the largest of some values. */
    private record Range(float smallest, float largest) {

        static Range of(List<FloatImage> images) {
            float smallest = Float.POSITIVE_INFINITY;
            float largest = Float.NEGATIVE_INFINITY;
            for (FloatImage image : images) {
                for (float value : image.values()) {
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                }
            }
            return new Range(smallest, largest);
        }

        FloatImage stretch(FloatImage image) {
            float width = largest - smallest;
            float[] values = image.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = width == 0 ? 0 : (values[i] - smallest) / width;
            }
            return FloatImage.of(image.size(), image.channels(), values);
        }
    }
}
