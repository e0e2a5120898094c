package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A thing made on a wheel or a lathe: a profile turned about the vertical axis.
 *
 * @param profile its outer radius at each height
 * @param wall the thickness of its wall; what is thicker than its radius is solid
 * @param floor up to what height it is solid
 * @param rounding the radius of its rim and foot
 */
public record Turned(Profile profile, double wall, double floor, double rounding) implements Solid {

    /**
     * A thing without a hollow.
     *
     * @param profile its radius at each height
     * @param rounding the radius of its edges
     * @return the solid
     */
    public static Turned solid(Profile profile, double rounding) {
        return new Turned(profile, 1e9, 0, rounding);
    }

    @Override
    public double distance(double x, double y, double z) {
        double aside = Math.sqrt(x * x + z * z);
        double slope = profile.slope(y);
        double lean = 1 / Math.sqrt(1 + slope * slope);
        double radius = profile.at(y);
        double out = (aside - radius) * lean;
        double ends = Math.max(profile.bottom() - y, y - profile.top());
        double outside = -Blend.min(-out, -ends, 2 * rounding);
        double hollow = (aside - radius) * lean + wall;
        if (hollow > outside + 1) {
            return outside;
        }
        double inner = Math.max(hollow, floor - y);
        return -Blend.min(-outside, inner, Math.min(wall, rounding));
    }

    @Override
    public Box bounds() {
        double radius = profile.greatest();
        return new Box(new Vec3(-radius, profile.bottom(), -radius), new Vec3(radius, profile.top(), radius));
    }
}
