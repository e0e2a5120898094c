package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Objects;
import java.util.Optional;

/**
 * A lamp without a shade, in the picture or beside it: brightness is {@code (1 + cos(pi * d / reach)) / 2} at the distance
 * {@code d}, and 0 beyond the reach.
 *
 * @param x where it is, from 0 at the left edge to 1 at the right; -2 to 3
 * @param y where it is, from 0 at the top edge to 1 at the bottom; -2 to 3
 * @param reach how far it shines, in lengths of the picture's longer side; above 0 and up to 10
 * @param lamp what shines
 */
public record PointLight(double x, double y, double reach, Lamp lamp) implements LightSource {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public PointLight {
        Objects.requireNonNull(lamp, "lamp");
        LightRange.in("x", x, -2, 3);
        LightRange.in("y", y, -2, 3);
        LightRange.positive("reach", reach, 10);
    }

    /**
     * Makes a white lamp.
     *
     * @param x from 0 at the left edge to 1 at the right
     * @param y from 0 at the top edge to 1 at the bottom
     * @param reach in lengths of the picture's longer side
     */
    public PointLight(double x, double y, double reach) {
        this(x, y, reach, Lamp.WHITE);
    }

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        PixelGrid grid = new PixelGrid(size);
        double centerX = grid.x(x);
        double centerY = grid.y(y);
        double pixels = reach * grid.longerSide();
        return Optional.of(lamp.draw(size, levels, (column, row) -> {
            double distance = Math.hypot(column - centerX, row - centerY) / pixels;
            return distance >= 1 ? 0 : (1 + Math.cos(Math.PI * distance)) / 2;
        }));
    }
}
