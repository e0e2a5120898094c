package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.detail.Original;
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
import io.iclight.samplers.Noise;
import io.iclight.samplers.noise.TorchGenerator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A relight that is about to run: the settings of a request, a listener, a switch to stop it. It is used by one thread,
 * and may be run again; the same settings give the same pictures.
 */
public final class Relighting extends PhotoSettings<Relighting> {

    private final Owner owner;

    Relighting(Owner owner, RelightModels models, RequestDefaults defaults, Image photo) {
        super(models, defaults, photo);
        this.owner = owner;
    }

    @Override
    protected Relighting self() {
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
        return owner.run(() -> relight(request, listener(), cancellation()));
    }

    /**
     * Relights the photo on the relighter's own thread, after the relights that were asked for before. What is set
     * afterwards does not change this relight.
     *
     * @return the pictures, and what made them; cancelling the future, or its timing out, stops the relight at its next
     *     step. A relight that has not begun when the relighter is closed fails with {@link IllegalStateException}
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other
     */
    public CompletableFuture<RelightResult> runAsync() {
        return runAsync(owner.thread().executor());
    }

    /**
     * Relights the photo by an executor. Relights that run at the same time share the models, and each needs memory of its
     * own for what it computes.
     *
     * @param executor runs the relight; it is not closed with the relighter
     * @return as {@link #runAsync()} does
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other
     */
    public CompletableFuture<RelightResult> runAsync(Executor executor) {
        RelightRequest request = request();
        ProgressListener heard = listener();
        return owner.start(executor, cancellation(), cancelled -> relight(request, heard, cancelled));
    }

    void requireValidFor(Owner expected) {
        if (owner != expected) {
            throw new IllegalArgumentException("a relight of another relighter was given to relightAll;"
                    + " give each relighter those that its own relight(photo) began");
        }
        request();
    }

    private RelightResult relight(RelightRequest request, ProgressListener heard, Cancellation cancelled) {
        RequestedScene scene = new RequestedScene(models().kind(), request);
        RunProgress progress = new RunProgress(StageWork.of(models(), request), heard, cancelled);
        try (MemoryWatch memory = MemoryWatch.start()) {
            progress.begin(Stage.MATTE, 1);
            Subject subject = Subject.of(photo(), request.scene().matte(), models().matting(), Subject.LIFT_TO_RELIGHT);
            ImmutableList<Image> relit = images(request, scene.around(subject), progress);
            Original original =
                    Original.of(photo(), subject.matte(), relit.get(0).size());
            return new RelightResult(
                    request.finishing().apply(relit, original),
                    relit,
                    request,
                    subject.matte(),
                    subject.foreground(),
                    original,
                    progress.durations(),
                    progress.elapsed(),
                    memory.peakBytes());
        }
    }

    private ImmutableList<Image> images(RelightRequest request, Scene scene, RunProgress progress) {
        ImmutableList<Noise> noises = request.batch().generators().stream()
                .mapToObj(TorchGenerator::new)
                .collect(ImmutableList.toImmutableList());
        try (RelightRun run = new RelightRun(models(), request, scene, noises, progress)) {
            return run.run();
        }
    }
}
