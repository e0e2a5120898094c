package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.light.LightSide;
import io.iclight.normals.FourLights;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.Noise;
import java.util.function.Supplier;

/**
 * A foreground, lit from the left, the right, below and above by the background model: what normals are computed from.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process_normal}.
 */
public final class FourRelights {

    /** What the demo adds to the foreground before its normals are computed; called sigma there. */
    public static final float LIFT = 16;

    /** How many relights there are. */
    public static final int COUNT = 4;

    private final RelightModels models;
    private final RelightRequest request;
    private final Image foreground;
    private final Supplier<Noise> noise;
    private final RunProgress progress;

    /**
     * Describes the relights.
     *
     * @param models borrowed; the background-conditioned ones
     * @param request every setting but the light
     * @param foreground on grey, with {@link #LIFT}
     * @param noise makes the noise of a relight, the same for each
     * @param progress of all four
     */
    public FourRelights(
            RelightModels models,
            RelightRequest request,
            Image foreground,
            Supplier<Noise> noise,
            RunProgress progress) {
        this.models = models;
        this.request = request;
        this.foreground = foreground;
        this.noise = noise;
        this.progress = progress;
    }

    /**
     * Runs the relights, one after the other.
     *
     * @return four pictures
     */
    public FourLights run() {
        return new FourLights(from(LightSide.LEFT), from(LightSide.RIGHT), from(LightSide.BOTTOM), from(LightSide.TOP));
    }

    private FloatImage from(LightSide side) {
        RelightRequest lit = request.toBuilder().light(side).build();
        Scene scene = new RequestedScene(models.kind(), lit).around(foreground);
        try (RelightRun run = new RelightRun(models, lit, scene, ImmutableList.of(noise.get()), progress)) {
            return run.unit().get(0);
        }
    }
}
