package io.iclight.train.render;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Vec3;
import io.iclight.train.render.subject.Part;

/** Looks at the surface where a ray has met it: which part it is, how it lies, and what it is made of. */
final class Survey {

    private final ImmutableList<Part> parts;
    private final ImmutableList<Box> boxes;
    private final Solid body;
    private final Pose pose;
    private final double pixel;
    private final Occlusion occlusion;

    Survey(Scene scene, DistanceGrid grid, Camera camera) {
        this.parts = scene.subject().parts();
        this.boxes = parts.stream().map(part -> part.solid().bounds()).collect(ImmutableList.toImmutableList());
        this.body = scene.body();
        this.pose = scene.pose();
        this.pixel = camera.pixel() / pose.scale();
        this.occlusion = new Occlusion(grid, pose);
    }

    /** Adds what is at a point of a part's surface. */
    void look(Vec3 point, int partIndex, int pixelIndex, double weight, Surfels surfels) {
        Part part = parts.get(partIndex);
        Vec3 shape = slope(part.solid(), point);
        Material material = part.material();
        Vec3 normal = bumped(point, shape, material);
        Rgb albedo = material.albedo().at(point.x(), point.y(), point.z());
        int i = surfels.add();
        surfels.pixel[i] = pixelIndex;
        surfels.weight[i] = (float) weight;
        Vec3 position = pose.toView(point);
        put(surfels.position, i, position);
        Vec3 seen = pose.rotation().apply(normal);
        put(surfels.normal, i, seen);
        put(surfels.shape, i, pose.rotation().apply(shape));
        put(surfels.albedo, i, new Vec3(albedo.r(), albedo.g(), albedo.b()));
        surfels.roughness[i] = (float) material.roughness();
        surfels.reflectance[i] = (float) material.reflectance();
        surfels.metal[i] = (float) material.metal();
        surfels.scatter[i] = (float) material.scatter();
        surfels.sheen[i] = (float) material.sheen();
        occlusion.measure(point, shape, seen, position, cavity(point, shape), surfels, i);
    }

    private static void put(float[] column, int i, Vec3 v) {
        column[3 * i] = (float) v.x();
        column[3 * i + 1] = (float) v.y();
        column[3 * i + 2] = (float) v.z();
    }

    /** The part whose surface is nearest. */
    int part(Vec3 p) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < parts.size(); i++) {
            double reach = Math.min(least, pixel);
            if (boxes.get(i).distanceSquared(p.x(), p.y(), p.z()) <= reach * reach) {
                double d = parts.get(i).solid().distance(p.x(), p.y(), p.z());
                if (d < least) {
                    least = d;
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    /** The direction in which the distance grows fastest, from four points around (a tetrahedron). */
    private Vec3 slope(Solid solid, Vec3 p) {
        double e = 0.4 * pixel;
        double a = solid.distance(p.x() + e, p.y() - e, p.z() - e);
        double b = solid.distance(p.x() - e, p.y() - e, p.z() + e);
        double c = solid.distance(p.x() - e, p.y() + e, p.z() - e);
        double d = solid.distance(p.x() + e, p.y() + e, p.z() + e);
        Vec3 gradient = new Vec3(a - b - c + d, -a - b + c + d, -a + b - c + d);
        double length = gradient.length();
        return length == 0 ? new Vec3(0, 0, 1) : gradient.times(1 / length);
    }

    private Vec3 bumped(Vec3 p, Vec3 normal, Material material) {
        if (material.reliefHeight() == 0) {
            return normal;
        }
        Field relief = material.relief();
        // Over two pixels, so that what is finer than a pixel evens out instead of sparkling.
        double e = pixel;
        Vec3 gradient = new Vec3(
                        relief.at(p.x() + e, p.y(), p.z()) - relief.at(p.x() - e, p.y(), p.z()),
                        relief.at(p.x(), p.y() + e, p.z()) - relief.at(p.x(), p.y() - e, p.z()),
                        relief.at(p.x(), p.y(), p.z() + e) - relief.at(p.x(), p.y(), p.z() - e))
                .times(material.reliefHeight() / (2 * e));
        double steepness = gradient.length();
        Vec3 held = steepness > 0.8 ? gradient.times(0.8 / steepness) : gradient;
        return normal.minus(held.minus(normal.times(held.dot(normal)))).normalized();
    }

    /** How open the surface is to its nearest surroundings: 0 in a deep groove, 1 on a plain. */
    private double cavity(Vec3 p, Vec3 normal) {
        double reach = 0.05;
        Vec3 off = p.plus(normal.times(reach));
        return Math.min(1, 0.3 + 0.7 * Math.max(0, body.distance(off.x(), off.y(), off.z())) / reach);
    }
}
