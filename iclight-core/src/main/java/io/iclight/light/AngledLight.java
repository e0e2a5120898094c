package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Objects;
import java.util.Optional;

/**
 * Light from far away, at any angle: brightness falls evenly from the corner or side that is nearest to it, where it is 1,
 * to the one that is farthest, where it is 0.
 *
 * @param degrees where it comes from, clockwise as on a clock's face: 0 is from the top, 90 from the right, 180 from the
 *     bottom, 270 from the left; any number
 * @param lamp what shines
 */
public record AngledLight(double degrees, Lamp lamp) implements LightSource {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the angle is no finite number
     */
    public AngledLight {
        Objects.requireNonNull(lamp, "lamp");
        if (!Double.isFinite(degrees)) {
            throw new IllegalArgumentException("degrees must be a number, was " + degrees);
        }
    }

    /**
     * Makes white light.
     *
     * @param degrees where it comes from, clockwise, 0 being from the top
     */
    public AngledLight(double degrees) {
        this(degrees, Lamp.WHITE);
    }

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        double radians = Math.toRadians(degrees);
        double right = Math.sin(radians);
        double down = -Math.cos(radians);
        double centerX = (size.width() - 1) / 2.0;
        double centerY = (size.height() - 1) / 2.0;
        double reach = Math.abs(right) * centerX + Math.abs(down) * centerY;
        return Optional.of(lamp.draw(size, levels, (x, y) -> {
            double towards = (x - centerX) * right + (y - centerY) * down;
            return reach == 0 ? 1 : Math.max(0, Math.min(1, (towards / reach + 1) / 2));
        }));
    }
}
