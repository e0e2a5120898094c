package io.iclight.train.render.light;

import com.google.common.collect.ImmutableList;
import io.iclight.light.LightSide;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Light without a place: what a photographer sets up, and what a snapshot has. */
public final class Lamps {

    private Lamps() {}

    /**
     * One strong, nearly white light from a side, and little else: what a lighting preference asks for.
     *
     * @param side where it comes from
     * @param chance what decides its height, size and colour
     * @return the lighting
     */
    public static Lighting from(LightSide side, Chance chance) {
        double aside = chance.near(0.15, 0.22);
        boolean upright = side == LightSide.TOP || side == LightSide.BOTTOM;
        double front = upright ? chance.between(0.5, 0.8) : chance.between(0.15, 0.5);
        Vec3 towards = switch (side) {
            case LEFT -> new Vec3(-1, aside, front);
            case RIGHT -> new Vec3(1, aside, front);
            case TOP -> new Vec3(chance.near(0, 0.2), 1, front);
            case BOTTOM -> new Vec3(chance.near(0, 0.2), -1, front);
        };
        // Above and below a face there is little that faces the light: there its falloff must show where it comes from.
        double distance = upright ? chance.between(1.25, 1.5) : chance.between(2.2, 6);
        double warmth = chance.near(0, 0.12);
        Rgb colour = new Rgb(1 + warmth, 1, 1 - warmth).times(chance.between(1.2, 1.5));
        Light key = Light.near(towards, colour, chance.between(0.05, 0.3), distance);
        return Lighting.of(key).in(Surroundings.even(Rgb.grey(chance.between(0.02, 0.05))));
    }

    /**
     * Any light: one to three sources of any colour from anywhere in front or aside, more or less light from all around,
     * any exposure a snapshot may have.
     *
     * @param chance what decides
     * @return the lighting
     */
    public static Lighting any(Chance chance) {
        double exposure = chance.between(0.75, 1.25);
        List<Light> lights = new ArrayList<>();
        int count = 1 + chance.below(3);
        for (int i = 0; i < count; i++) {
            Vec3 towards = new Vec3(chance.between(-1, 1), chance.between(-0.5, 1), chance.between(-0.2, 1));
            double strength = exposure * chance.between(0.5, 1.1) / (1 + 0.8 * i);
            Rgb colour = colour(chance).times(strength);
            lights.add(Light.near(towards, colour, chance.between(0.02, 0.5), chance.between(2, 8)));
        }
        Rgb sky = colour(chance).times(exposure * chance.between(0.05, 0.45));
        Surroundings around = Surroundings.dome(sky, sky.times(colour(chance)).times(chance.between(0.2, 0.8)));
        return new Lighting(ImmutableList.copyOf(lights), around);
    }

    /**
     * Hardly any light and shade: an overcast day or a flash on the camera.
     *
     * @param chance what decides
     * @return the lighting
     */
    public static Lighting flat(Chance chance) {
        double exposure = chance.between(0.75, 1.2);
        Rgb tint = colour(chance).saturated(0.3);
        Light flash = Light.far(
                new Vec3(chance.near(0, 0.3), chance.between(0.05, 0.5), 1), tint.times(0.6 * exposure), 0.25);
        double share = chance.next();
        return Lighting.of(flash.times(share))
                .in(Surroundings.dome(tint, tint.times(0.6)).times(exposure * (0.8 - 0.5 * share)));
    }

    /** White to strongly coloured, of luminance about one. */
    private static Rgb colour(Chance chance) {
        double t = chance.next();
        double tint = t * t * 0.9;
        Rgb hue = new Rgb(chance.next(), chance.next(), chance.next());
        Rgb scaled = hue.times(1 / Math.max(0.25, hue.luminance()));
        return Rgb.WHITE.towards(scaled, tint);
    }
}
