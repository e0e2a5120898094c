package io.iclight.train.render;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/**
 * What a piece of surface sends to the eye: Lambert's law, softened where light wanders beneath the surface, the gloss
 * of Trowbridge and Reitz with Schlick's Fresnel term, and a sheen. Everything is proportional to the light.
 */
final class Shading {

    /** How much further light wanders beneath a surface in each colour: red the furthest, as in skin. */
    private static final double[] WANDER = {0.30, 0.13, 0.07};

    private final Surfels surfels;
    private final Shadows shadows;

    Shading(Surfels surfels, Shadows shadows) {
        this.surfels = surfels;
        this.shadows = shadows;
    }

    /** Adds what surfel {@code i} sends to the eye under a light. */
    void add(Light light, Vec3 across, Vec3 up, int i, double[] sum) {
        Vec3 position = vector(surfels.position, i);
        Vec3 way = light.towards();
        double strength = 1;
        if (light.distance() < Double.POSITIVE_INFINITY) {
            Vec3 gap = light.towards().times(light.distance()).minus(position);
            double length = gap.length();
            way = gap.times(1 / length);
            strength = Math.min(4, light.distance() * light.distance() / (length * length));
        }
        Vec3 normal = vector(surfels.normal, i);
        Vec3 shape = vector(surfels.shape, i);
        double facing = normal.dot(way);
        double reach = 0.5 * light.size() + WANDER[0] * surfels.scatter[i];
        if (facing <= -reach || shape.dot(way) <= -reach - 0.2) {
            return;
        }
        strength *= light.gobo().transmission(position.dot(across), position.dot(up));
        double visible = strength <= 0 ? 0 : shadows.visible(position, shape, way, light.size());
        if (visible <= 0) {
            return;
        }
        Rgb colour = light.colour().times(strength);
        diffuse(colour, facing, 0.5 * light.size(), visible, i, sum);
        gloss(colour.times(visible), normal, way, light.size(), position, i, sum);
    }

    private void diffuse(Rgb colour, double facing, double size, double visible, int i, double[] sum) {
        double scatter = surfels.scatter[i];
        double softly = Math.sqrt(visible);
        double share = 1 - surfels.metal[i];
        for (int c = 0; c < 3; c++) {
            double lit = over(facing, size + WANDER[c] * scatter);
            double seen = visible + (softly - visible) * scatter * 2 * WANDER[c];
            sum[c] += share * surfels.albedo[3 * i + c] * part(colour, c) * lit * seen;
        }
    }

    /** The cosine, with a soft end that begins below the horizon: what a light of that size still sends there. */
    private static double over(double facing, double size) {
        if (facing >= size || size == 0) {
            return Math.max(0, facing);
        }
        double s = facing + size;
        return s <= 0 ? 0 : s * s / (4 * size);
    }

    private void gloss(Rgb colour, Vec3 normal, Vec3 way, double size, Vec3 position, int i, double[] sum) {
        double cosLight = normal.dot(way);
        Vec3 toEye = Camera.EYE.minus(position).normalized();
        double cosEye = Math.max(0.05, normal.dot(toEye));
        double grazing = 1 - Math.min(1, cosEye);
        double fuzz = surfels.sheen[i] * grazing * grazing * grazing * Math.max(0, 0.3 + 0.7 * cosLight);
        double shine = 0;
        double fresnel = 0;
        if (cosLight > 0) {
            Vec3 half = way.plus(toEye).normalized();
            double cosHalf = normal.dot(half);
            double rough = surfels.roughness[i];
            double alpha = Math.min(1, rough * rough + 0.35 * size);
            double squared = alpha * alpha;
            double base = cosHalf * cosHalf * (squared - 1) + 1;
            double k = 0.5 * alpha;
            double hidden = (cosLight * (1 - k) + k) * (cosEye * (1 - k) + k);
            shine = squared / (base * base) * cosLight / (4 * hidden);
            double away = 1 - Math.max(0, way.dot(half));
            fresnel = away * away * away * away * away;
        }
        for (int c = 0; c < 3; c++) {
            double head = headOn(i, c);
            double reflected = head + (1 - head) * fresnel;
            sum[c] += part(colour, c) * (shine * reflected + 0.5 * fuzz * (0.3 + 0.7 * surfels.albedo[3 * i + c]));
        }
    }

    private double headOn(int i, int c) {
        double plain = surfels.reflectance[i];
        return plain + (surfels.albedo[3 * i + c] - plain) * surfels.metal[i];
    }

    /** Adds what surfel {@code i} sends to the eye of the light from the six sides. */
    void add(List<Rgb> sides, int i, double[] sum) {
        Vec3 toEye = Camera.EYE.minus(vector(surfels.position, i)).normalized();
        double grazing = 1 - Math.max(0, Math.min(1, vector(surfels.normal, i).dot(toEye)));
        double smooth = 1 - surfels.roughness[i];
        double fresnel = grazing * grazing * grazing * grazing * grazing * smooth * smooth;
        for (int c = 0; c < 3; c++) {
            double scattered = 0;
            double mirrored = 0;
            for (int side = 0; side < Surfels.SIDES; side++) {
                double level = part(sides.get(side), c);
                scattered += surfels.open[Surfels.SIDES * i + side] * level;
                mirrored += surfels.mirrored[Surfels.SIDES * i + side] * level;
            }
            double head = headOn(i, c);
            double fuzz = 0.3 * surfels.sheen[i] * grazing * grazing * grazing;
            double albedo = (1 - surfels.metal[i]) * surfels.albedo[3 * i + c] + fuzz;
            sum[c] += albedo * scattered + (head + (1 - head) * fresnel) * mirrored;
        }
    }

    private static Vec3 vector(float[] column, int i) {
        return new Vec3(column[3 * i], column[3 * i + 1], column[3 * i + 2]);
    }

    private static double part(Rgb colour, int c) {
        return c == 0 ? colour.r() : c == 1 ? colour.g() : colour.b();
    }
}
