package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;

/** What remains of a solid when another's room is taken away, with a rounded edge. */
record Cut(Solid solid, Solid tool, double blend, Box toolBounds) implements Solid {

    Cut(Solid solid, Solid tool, double blend) {
        this(solid, tool, blend, tool.bounds());
    }

    @Override
    public double distance(double x, double y, double z) {
        double kept = solid.distance(x, y, z);
        // Beyond this the tool cannot be felt, and most points are beyond it.
        double reach = blend - kept;
        if (reach <= 0 || toolBounds.distanceSquared(x, y, z) > reach * reach) {
            return kept;
        }
        return -Blend.min(-kept, tool.distance(x, y, z), blend);
    }

    @Override
    public Box bounds() {
        return solid.bounds();
    }
}
