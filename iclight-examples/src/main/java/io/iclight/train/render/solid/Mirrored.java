package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;

/**
 * A solid and its mirror image. The solid stands on the side of positive x and may cross the plane, which its image then
 * meets without a seam.
 */
record Mirrored(Solid solid) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        return solid.distance(Math.abs(x), y, z);
    }

    @Override
    public Box bounds() {
        Box box = solid.bounds();
        return box.and(new Box(box.high().mirrored(), box.low().mirrored()))
                .and(new Box(box.low().mirrored(), box.high().mirrored()));
    }
}
