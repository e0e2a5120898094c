package io.iclight.train.render.mood;

import io.iclight.light.LightSide;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.light.Surroundings;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;

/**
 * What an atmosphere is arranged for.
 *
 * @param chance what decides everything that is left open
 * @param side where the strongest light comes from
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 */
record Stage(Chance chance, LightSide side, int width, int height) {

    double aspect() {
        return width / (double) height;
    }

    Canvas canvas() {
        return new Canvas(width, height);
    }

    /** -1 when the strongest light comes from the left, 1 from the right, 0 otherwise. */
    double across() {
        return side == LightSide.LEFT ? -1 : side == LightSide.RIGHT ? 1 : 0;
    }

    /** 1 when the strongest light comes from above, -1 from below, 0 otherwise. */
    double up() {
        return side == LightSide.TOP ? 1 : side == LightSide.BOTTOM ? -1 : 0;
    }

    /** Where in the picture the light's source would be, across. */
    double sourceU(double reach) {
        return across() * reach * aspect()
                + (across() == 0 ? chance.fork("source").near(0, 0.4) : 0);
    }

    /** Where in the picture the light's source would be, upwards. */
    double sourceV(double level, double reach) {
        return up() == 0 ? level : up() * reach;
    }

    /**
     * The direction of the strongest light.
     *
     * @param level how high it stands when it comes from a side
     * @param front how far it comes from the viewer's side; below 0 it comes from behind the subject
     */
    Vec3 key(double level, double front) {
        Chance own = chance.fork("key");
        if (up() != 0) {
            return new Vec3(own.near(0, 0.3), up(), Math.max(0.15, front));
        }
        return new Vec3(across(), level + own.near(0, 0.12), front);
    }

    /** The direction opposite to the strongest light, a little in front. */
    Vec3 counter(double level, double front) {
        Vec3 key = key(level, front);
        return new Vec3(-key.x() + (up() == 0 ? 0 : chance.fork("counter").sign() * 0.8), level, front);
    }

    /** The light, and what the picture adds to it from all around. */
    Setting setting(LinearImage backdrop, double strength, Light... lights) {
        return new Setting(Lighting.of(lights).in(Surroundings.of(backdrop).times(strength)), backdrop);
    }

    /** The light, what the picture adds to it from all around, and an even fill. */
    Setting setting(LinearImage backdrop, double strength, Rgb fill, Light... lights) {
        Surroundings around = Surroundings.of(backdrop).times(strength).plus(Surroundings.even(fill));
        return new Setting(Lighting.of(lights).in(around), backdrop);
    }
}
