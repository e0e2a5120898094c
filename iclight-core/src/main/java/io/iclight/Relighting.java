package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.RequestedScene;
import io.iclight.internal.Scene;
import io.iclight.internal.Subject;
import io.iclight.io.image.Image;
import io.iclight.io.machine.MemoryWatch;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.RelightRequest;
import io.iclight.request.RequestDefaults;
import io.iclight.request.RequestSettings;
import io.iclight.samplers.noise.TorchGenerator;

/**
 * A relight that is about to run: the settings of a request, a listener, a switch to stop it. It is used by one thread,
 * and may be run again; the same settings give the same pictures.
 */
public final class Relighting extends RequestSettings<Relighting> {

    private final RelightModels models;
    private final Image photo;
    private ProgressListener listener = ProgressListener.NONE;
    private Cancellation cancellation = new Cancellation();

    Relighting(RelightModels models, Image photo) {
        super(RequestDefaults.of(models.kind()));
        this.models = models;
        this.photo = photo;
    }

    @Override
    protected Relighting self() {
        return this;
    }

    /**
     * Listens to the relight's progress.
     *
     * @param listener called on the relight's own thread
     * @return this
     */
    public Relighting onProgress(ProgressListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Gives the relight a switch that stops it. Interrupting its thread does so too.
     *
     * @param cancellation may be shared by many relights
     * @return this
     */
    public Relighting cancelledBy(Cancellation cancellation) {
        this.cancellation = cancellation;
        return this;
    }

    /**
     * Relights the photo, on the calling thread.
     *
     * @return the pictures, and what made them
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other or the
     *     model
     * @throws io.iclight.matting.MattingException if there is no matte as it was asked for, or nothing is subject by it
     * @throws io.iclight.progress.RelightCancelledException if the relight was cancelled or its thread interrupted
     * @throws IllegalStateException if the relighter is closed
     */
    public RelightResult run() {
        RelightRequest request = request();
        RequestedScene scene = new RequestedScene(models.kind(), request);
        RunProgress progress = new RunProgress(StageWork.of(models, request), listener, cancellation);
        try (MemoryWatch memory = MemoryWatch.start()) {
            progress.begin(Stage.MATTE, 1);
            Subject subject = Subject.of(photo, request.scene().matte(), models.matting(), Subject.LIFT_TO_RELIGHT);
            ImmutableList<Image> images = images(request, scene.around(subject.foreground()), progress);
            return new RelightResult(
                    images,
                    request,
                    subject.matte(),
                    subject.foreground(),
                    progress.durations(),
                    progress.elapsed(),
                    memory.peakBytes());
        }
    }

    private ImmutableList<Image> images(RelightRequest request, Scene scene, RunProgress progress) {
        TorchGenerator noise = new TorchGenerator(request.batch().seed());
        try (RelightRun run = new RelightRun(models, request, scene, noise, progress)) {
            return run.run();
        }
    }
}
