package io.iclight.train.render.solid;

import io.iclight.train.render.noise.Field;
import io.iclight.train.render.space.Box;

/** A solid with a relief on its surface. Away from the surface the relief gives way to its
 * greatest height: nobody sees it there, and the distance stays a safe one. */
record Displaced(Solid solid, Field relief, double height, Box bounds) implements Solid {

    Displaced(Solid solid, Field relief, double height) {
        this(solid, relief, height, solid.bounds().grown(1.2 * Math.abs(height)));
    }

    @Override
    public double distance(double x, double y, double z) {
        double plain = solid.distance(x, y, z);
        double reach = Math.abs(height);
        double near = 3 * reach - Math.abs(plain);
        if (near <= 0) {
            return plain - reach;
        }
        double weight = near >= 1.5 * reach ? 1 : near / (1.5 * reach);
        return plain - weight * height * relief.at(x, y, z) - (1 - weight) * reach;
    }
}
