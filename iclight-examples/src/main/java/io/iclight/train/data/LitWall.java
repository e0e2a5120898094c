package io.iclight.train.data;

import io.iclight.light.LightSide;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;

/**
 * A plain wall that a light from one side falls on: bright there, and darker the farther away.
 *
 * @param side where the light comes from
 * @param colour of the wall, times the light
 * @param far how bright it is at the opposite side, against the near one
 * @param falloff the power of the distance with which the light fades
 */
record LitWall(LightSide side, Rgb colour, double far, double falloff) {

    /** A wall of any nearly grey colour. */
    static LitWall of(LightSide side, Chance chance) {
        double brightness = chance.between(0.25, 0.8);
        Rgb colour = new Rgb(chance.near(1, 0.25), chance.near(1, 0.15), chance.near(1, 0.25)).times(brightness);
        return new LitWall(side, colour, chance.between(0.01, 0.15), chance.between(0.8, 2));
    }

    LinearImage render(int width, int height) {
        LinearImage wall = new LinearImage(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double nearness = 1 - distance((x + 0.5) / width, (y + 0.5) / height);
                wall.set(x, y, colour.times(far + (1 - far) * StrictMath.pow(nearness, falloff)));
            }
        }
        return wall;
    }

    private double distance(double right, double down) {
        return switch (side) {
            case LEFT -> right;
            case RIGHT -> 1 - right;
            case TOP -> down;
            case BOTTOM -> 1 - down;
        };
    }
}
