package io.iclight.bench;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.light.Gradient;
import io.iclight.light.LightSide;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.noise.TorchGenerator;

/**
 * A whole relight with the demo's settings, but fewer steps: two passes, the second 1.5 times as large.
 *
 * @param models owned
 * @param request every setting
 */
record RelightTask(RelightModels models, RelightRequest request) implements Task {

    static RelightTask of(RelightModels models, ImageSize size, int steps) {
        RelightRequest request = RelightRequest.builder()
                .prompt("beautiful woman, detailed face, sunset over sea")
                .light(LightSide.LEFT)
                .size(size.width(), size.height())
                .steps(steps)
                .build();
        return new RelightTask(models, request);
    }

    @Override
    public void run() {
        Image photo =
                Gradient.foregroundModel(LightSide.TOP).render(request.lowres().size());
        RunProgress progress = new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation());
        Scene scene = Scene.textConditioned(photo, request.scene().light());
        try (RelightRun run = new RelightRun(
                models, request, scene, new TorchGenerator(request.batch().seed()), progress)) {
            run.run();
        }
    }

    @Override
    public void close() {
        models.close();
    }
}
