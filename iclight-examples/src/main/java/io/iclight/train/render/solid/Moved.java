package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A solid that was turned, then moved. */
final class Moved implements Solid {

    private final Solid solid;
    private final Box bounds;
    private final double tx;
    private final double ty;
    private final double tz;

    /** The turn back, row by row. */
    private final double[] back;

    Moved(Solid solid, Rotation rotation, Vec3 offset) {
        this.solid = solid;
        this.bounds = solid.bounds().moved(rotation, offset);
        this.tx = offset.x();
        this.ty = offset.y();
        this.tz = offset.z();
        Rotation inverse = rotation.inverse();
        this.back = Stream.of(inverse.right(), inverse.up(), inverse.front())
                .flatMapToDouble(row -> DoubleStream.of(row.x(), row.y(), row.z()))
                .toArray();
    }

    @Override
    public double distance(double x, double y, double z) {
        double dx = x - tx;
        double dy = y - ty;
        double dz = z - tz;
        return solid.distance(
                back[0] * dx + back[1] * dy + back[2] * dz,
                back[3] * dx + back[4] * dy + back[5] * dz,
                back[6] * dx + back[7] * dy + back[8] * dz);
    }

    @Override
    public Box bounds() {
        return bounds;
    }
}
