package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.machine.MemoryWatch;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
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
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other
     * @throws io.iclight.progress.RelightCancelledException if the relight was cancelled or its thread interrupted
     * @throws IllegalStateException if the relighter is closed
     */
    public RelightResult run() {
        RelightRequest request = request();
        Image foreground = onGrey(photo);
        RunProgress progress = new RunProgress(StageWork.of(request), listener, cancellation);
        try (MemoryWatch memory = MemoryWatch.start();
                RelightRun run = new RelightRun(
                        models,
                        request,
                        Scene.textConditioned(foreground, request.scene().light()),
                        new TorchGenerator(request.batch().seed()),
                        progress)) {
            ImmutableList<Image> images = run.run();
            return new RelightResult(
                    images, request, foreground, progress.durations(), progress.elapsed(), memory.peakBytes());
        }
    }

    /** IC-Light takes this grey for what is not the subject. A photo without opacity is subject all over. */
    private static Image onGrey(Image photo) {
        return photo.format() == PixelFormat.RGBA ? Matte.ofAlpha(photo).onGrey(photo, 0) : photo.toRgb();
    }
}
