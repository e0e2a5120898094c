package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;

/** A solid grown or shrunk about the origin. */
record Scaled(Solid solid, double factor) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        return factor * solid.distance(x / factor, y / factor, z / factor);
    }

    @Override
    public Box bounds() {
        Box box = solid.bounds();
        return new Box(box.low().times(factor), box.high().times(factor));
    }
}
