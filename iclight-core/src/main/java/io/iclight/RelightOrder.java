package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.light.LightSource;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.request.GuidanceSettings;
import io.iclight.request.HighresPass;
import io.iclight.request.LowresPass;
import io.iclight.request.NetworkSettings;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingSettings;
import io.iclight.sampling.Samplers;
import java.util.Optional;

/**
 * A relight that was asked for.
 *
 * @param models borrowed
 * @param photo what is relit
 * @param request every setting
 * @param listener told of each step
 * @param cancellation looked at before each step
 */
record RelightOrder(
        RelightModels models,
        Image photo,
        RelightRequest request,
        ProgressListener listener,
        Cancellation cancellation) {

    /** Relights the photo, on this thread. */
    RelightResult run() {
        try (RelightSession session = RelightSession.begin(this)) {
            return session.result(session.run().run());
        }
    }

    /** What must be equal for two to be denoised in one batch; what else must is known once their prompts are. */
    private record Likeness(
            LowresPass lowres,
            Optional<HighresPass> highres,
            SamplingSettings sampling,
            GuidanceSettings guidance,
            NetworkSettings network,
            boolean lit) {}

    /** Whether both make a picture each, in the same way. */
    boolean isLike(RelightOrder other) {
        return isOfOnePicture() && other.isOfOnePicture() && likeness().equals(other.likeness());
    }

    private boolean isOfOnePicture() {
        return request.batch().images() == 1
                && Samplers.treatsEachAlone(request.sampling().method().sampler())
                && request.guidance().treatsEachAlone()
                && models.treatsEachAlone();
    }

    private Likeness likeness() {
        return new Likeness(
                request.lowres(),
                request.highres(),
                request.sampling(),
                request.guidance(),
                request.network(),
                !request.scene().light().equals(LightSource.NONE));
    }
}
