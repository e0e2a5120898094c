package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Objects;
import java.util.Optional;

/**
 * A lamp with a shade, which shines at something: brightness falls evenly with the distance, from 1 at the lamp to one half
 * at what it is aimed at and 0 at twice that distance, and from the middle of the beam to its edge as {@code s * s * (3 - 2
 * s)}, with {@code s} from 1 to 0.
 *
 * @param x where it is, from 0 at the left edge to 1 at the right; -2 to 3
 * @param y where it is, from 0 at the top edge to 1 at the bottom; -2 to 3
 * @param aimX what it is aimed at, like x
 * @param aimY what it is aimed at, like y; not the place where the lamp is
 * @param beamDegrees how wide the beam is, from edge to edge; above 0 and up to 180
 * @param lamp what shines
 */
public record SpotLight(double x, double y, double aimX, double aimY, double beamDegrees, Lamp lamp)
        implements LightSource {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range, or the spot is aimed at its own place
     */
    public SpotLight {
        Objects.requireNonNull(lamp, "lamp");
        LightRange.in("x", x, -2, 3);
        LightRange.in("y", y, -2, 3);
        LightRange.in("aim x", aimX, -2, 3);
        LightRange.in("aim y", aimY, -2, 3);
        LightRange.positive("beam in degrees", beamDegrees, 180);
        if (x == aimX && y == aimY) {
            throw new IllegalArgumentException(
                    "a spot must be aimed at another place than its own, was aimed at " + aimX + ", " + aimY);
        }
    }

    /**
     * Makes a white spot with a beam of 60 degrees.
     *
     * @param x where it is, from 0 at the left edge to 1 at the right
     * @param y where it is, from 0 at the top edge to 1 at the bottom
     * @param aimX what it is aimed at
     * @param aimY what it is aimed at
     */
    public SpotLight(double x, double y, double aimX, double aimY) {
        this(x, y, aimX, aimY, 60, Lamp.WHITE);
    }

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        PixelGrid grid = new PixelGrid(size);
        double fromX = grid.x(x);
        double fromY = grid.y(y);
        double alongX = grid.x(aimX) - fromX;
        double alongY = grid.y(aimY) - fromY;
        double reach = 2 * Math.hypot(alongX, alongY);
        double halfBeam = Math.toRadians(beamDegrees) / 2;
        return Optional.of(lamp.draw(size, levels, (column, row) -> {
            double dx = column - fromX;
            double dy = row - fromY;
            double offAxis = Math.abs(Math.atan2(alongX * dy - alongY * dx, alongX * dx + alongY * dy));
            double inBeam = Math.max(0, 1 - offAxis / halfBeam);
            double near = Math.max(0, 1 - Math.hypot(dx, dy) / reach);
            return near * inBeam * inBeam * (3 - 2 * inBeam);
        }));
    }
}
