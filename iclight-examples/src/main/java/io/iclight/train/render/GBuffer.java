package io.iclight.train.render;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.light.Surroundings;
import io.iclight.train.render.picture.Coverage;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/**
 * A subject seen from the camera, before any light: its matte, normals, albedo and occlusion. It is made once; lighting
 * it costs a few milliseconds a light.
 *
 * <p>All pictures show the subject alone, not mixed with anything at its edge; {@link LinearImage#over} lays them over a
 * background. They are linear: the picture under several lights is the sum of the pictures under each, to the rounding
 * of floats.
 */
public final class GBuffer {

    private final Camera camera;
    private final Surfels surfels;
    private final Shading shading;
    private final Coverage coverage;

    private GBuffer(Camera camera, Surfels surfels, Shading shading) {
        this.camera = camera;
        this.surfels = surfels;
        this.shading = shading;
        this.coverage = cover();
    }

    /**
     * Traces a scene.
     *
     * @param scene what to look at
     * @param width of the picture in pixels, at least 8
     * @param height of the picture in pixels, at least 8
     * @return what is seen
     */
    public static GBuffer of(Scene scene, int width, int height) {
        if (width < 8 || height < 8) {
            throw new IllegalArgumentException(
                    "a picture must be at least 8 pixels wide and high, was " + width + " x " + height);
        }
        Camera camera = new Camera(width, height);
        int cells = (int) Math.max(40, Math.min(200, 0.32 * height));
        DistanceGrid grid = new DistanceGrid(scene.body(), scene.pose().toSubject(camera.field()), cells);
        Surfels surfels = new Sampling(scene, grid, camera).surfels();
        return new GBuffer(camera, surfels, new Shading(surfels, new Shadows(grid, scene.pose())));
    }

    private Coverage cover() {
        float[] values = new float[camera.width() * camera.height()];
        for (int i = 0; i < surfels.count; i++) {
            values[surfels.pixel[i]] += surfels.weight[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, values[i]);
        }
        return new Coverage(camera.width(), camera.height(), values);
    }

    /**
     * How much of each pixel the subject covers.
     *
     * @return the coverage
     */
    public Coverage coverage() {
        return coverage;
    }

    /**
     * The albedo: what the subject would look like in even light without shadow or gloss.
     *
     * @return linear, black beside the subject
     */
    public LinearImage albedo() {
        return picture((i, sum) -> {
            for (int c = 0; c < 3; c++) {
                sum[c] += surfels.albedo[3 * i + c];
            }
        });
    }

    /**
     * The normals, seen from the camera.
     *
     * @return x, y and z of each normal in {@code [-1, 1]}, 0 beside the subject; x to the right, y up, z to the viewer
     */
    public LinearImage normals() {
        return picture((i, sum) -> {
            for (int c = 0; c < 3; c++) {
                sum[c] += surfels.normal[3 * i + c];
            }
        });
    }

    /**
     * The subject under one light.
     *
     * @param light the light
     * @return linear, black beside the subject
     */
    public LinearImage lit(Light light) {
        Vec3 up = Math.abs(light.towards().y()) > 0.95 ? new Vec3(0, 0, -1) : new Vec3(0, 1, 0);
        Vec3 across = up.cross(light.towards()).normalized();
        Vec3 upright = light.towards().cross(across);
        return picture((i, sum) -> shading.add(light, across, upright, i, sum));
    }

    /**
     * The subject in light from all around.
     *
     * @param surroundings the light
     * @return linear, black beside the subject
     */
    public LinearImage lit(Surroundings surroundings) {
        List<Rgb> sides = surroundings.sides();
        return picture((i, sum) -> shading.add(sides, i, sum));
    }

    /**
     * The subject in all of a scene's light.
     *
     * @param lighting the light
     * @return linear, black beside the subject: the sum of the pictures in each part of the light
     */
    public LinearImage lit(Lighting lighting) {
        LinearImage sum = lit(lighting.surroundings());
        for (Light light : lighting.lights()) {
            sum = sum.plus(lit(light));
        }
        return sum;
    }

    private interface Sender {
        void add(int surfel, double[] sum);
    }

    /** The mean of what the pieces of each pixel send. */
    private LinearImage picture(Sender sender) {
        LinearImage image = new LinearImage(camera.width(), camera.height());
        float[] values = image.values();
        double[] sent = new double[3];
        for (int i = 0; i < surfels.count; i++) {
            sent[0] = 0;
            sent[1] = 0;
            sent[2] = 0;
            sender.add(i, sent);
            int pixel = surfels.pixel[i];
            float share = surfels.weight[i] / coverage.values()[pixel];
            for (int c = 0; c < 3; c++) {
                values[3 * pixel + c] += share * (float) sent[c];
            }
        }
        return image;
    }

    /**
     * The normals as colours, as they usually are: half of each, plus a half; grey beside the subject.
     *
     * @return three channels in {@code [0, 1]}
     */
    public FloatImage normalColours() {
        LinearImage normals = normals();
        ImageSize size = new ImageSize(camera.width(), camera.height());
        return FloatImage.of(size, 3, normals.values()).scaled(0.5f, 0.5f);
    }
}
