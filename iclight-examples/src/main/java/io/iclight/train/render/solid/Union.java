package io.iclight.train.render.solid;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.space.Box;
import java.util.List;
import java.util.stream.DoubleStream;

/** Several solids as one, melted together where they meet. */
public final class Union implements Solid {

    private final Solid[] solids;

    /** The corners of each solid's box: least x, y and z, then greatest. */
    private final double[] boxes;

    private final double blend;
    private final Box bounds;

    private Union(List<Solid> solids, double blend) {
        this.solids = solids.toArray(new Solid[0]);
        this.boxes = solids.stream()
                .map(Solid::bounds)
                .flatMapToDouble(b -> DoubleStream.of(
                        b.low().x(),
                        b.low().y(),
                        b.low().z(),
                        b.high().x(),
                        b.high().y(),
                        b.high().z()))
                .toArray();
        this.blend = blend;
        this.bounds = solids.stream()
                .map(Solid::bounds)
                .reduce(Box::and)
                .orElseThrow()
                .grown(blend / 6);
    }

    /**
     * Joins solids.
     *
     * @param blend over what distance they melt together; 0 keeps the creases
     * @param solids at least one
     * @return all of them as one
     */
    public static Solid of(double blend, Solid... solids) {
        return new Union(ImmutableList.copyOf(solids), blend);
    }

    /**
     * Joins solids.
     *
     * @param blend over what distance they melt together; 0 keeps the creases
     * @param solids at least one
     * @return all of them as one
     */
    public static Solid of(double blend, List<Solid> solids) {
        return new Union(solids, blend);
    }

    @Override
    public double distance(double x, double y, double z) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < solids.length; i++) {
            // Deep inside, only what holds this point can take it deeper.
            double reach = Math.max(0, nearest + blend);
            if (beside(6 * i, x, y, z) > reach * reach) {
                continue;
            }
            nearest = Blend.min(nearest, solids[i].distance(x, y, z), blend);
        }
        return nearest;
    }

    /** How far outside a box a point is, squared. */
    private double beside(int at, double x, double y, double z) {
        double dx = Math.max(Math.max(boxes[at] - x, x - boxes[at + 3]), 0);
        double dy = Math.max(Math.max(boxes[at + 1] - y, y - boxes[at + 4]), 0);
        double dz = Math.max(Math.max(boxes[at + 2] - z, z - boxes[at + 5]), 0);
        return dx * dx + dy * dy + dz * dz;
    }

    @Override
    public Box bounds() {
        return bounds;
    }
}
