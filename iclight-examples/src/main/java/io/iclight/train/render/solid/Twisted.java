package io.iclight.train.render.solid;

import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A solid twisted about the vertical axis.
 *
 * @param solid what is twisted
 * @param turns how many whole turns over a unit of height
 * @param safety what keeps the distance from overshooting
 * @param bounds the box around it
 */
public record Twisted(Solid solid, double turns, double safety, Box bounds) implements Solid {

    /**
     * Twists a solid.
     *
     * @param solid what to twist
     * @param turns how many whole turns over a unit of height
     * @return the twisted solid
     */
    public static Twisted by(Solid solid, double turns) {
        Box box = solid.bounds();
        double reach = Math.max(
                Math.max(Math.abs(box.low().x()), box.high().x()),
                Math.max(Math.abs(box.low().z()), box.high().z()));
        double corner = reach * Math.sqrt(2);
        double stretch = 2 * Math.PI * Math.abs(turns) * reach;
        Box around = new Box(
                new Vec3(-corner, box.low().y(), -corner),
                new Vec3(corner, box.high().y(), corner));
        return new Twisted(solid, turns, 1 / Math.sqrt(1 + stretch * stretch), around);
    }

    @Override
    public double distance(double x, double y, double z) {
        double s = Curve.wave(y * turns);
        double c = Curve.wave(y * turns + 0.25);
        return safety * solid.distance(c * x - s * z, y, s * x + c * z);
    }
}
