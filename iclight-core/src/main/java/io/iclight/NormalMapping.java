package io.iclight;

import io.iclight.internal.FourRelights;
import io.iclight.internal.RelightModels;
import io.iclight.internal.Subject;
import io.iclight.io.image.Image;
import io.iclight.io.machine.MemoryWatch;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.normals.Normals;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.FinishingSettings;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import io.iclight.request.RequestDefaults;
import io.iclight.samplers.noise.TorchGenerator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Normals that are about to be computed, from four relights of a photo with the same noise, of which the progress is. It is
 * used by one thread, and may be run again; the same settings give the same pictures.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process_normal}.
 */
public final class NormalMapping extends PhotoSettings<NormalMapping> {

    private final Owner owner;

    NormalMapping(Owner owner, RelightModels models, RequestDefaults defaults, Image photo) {
        // A model's own finishes suit relit pictures; normals need what the model itself makes.
        super(models, defaults.withoutFinishes(), photo);
        this.owner = owner;
    }

    @Override
    protected NormalMapping self() {
        return this;
    }

    /**
     * Relights the photo from four sides and computes its normals, on the calling thread.
     *
     * @return the normals, and everything they were made from
     * @throws InvalidRequestException if the relighter's model sees no background, there is no prompt, or settings make no
     *     sense here: a light, a background, finishes, more than one picture
     * @throws io.iclight.matting.MattingException if there is no matte as it was asked for, or nothing is subject by it
     * @throws io.iclight.progress.RelightCancelledException if it was cancelled or its thread interrupted
     * @throws io.iclight.sampling.NonFiniteLatentsException if numbers overflowed, as they may in half precision
     * @throws IllegalStateException if the relighter is closed
     */
    public NormalsResult run() {
        RelightRequest request = checked(request());
        return owner.run(() -> normals(request, listener(), cancellation()));
    }

    /**
     * Computes the normals on the relighter's own thread, after what was asked for before. What is set afterwards does not
     * change them.
     *
     * @return as {@link #run()} does; cancelling the future, or its timing out, stops the relights at their next step. What has
     *     not begun when the relighter is closed fails with {@link IllegalStateException}
     * @throws InvalidRequestException as {@link #run()} does
     */
    public CompletableFuture<NormalsResult> runAsync() {
        return runAsync(owner.thread());
    }

    /**
     * Computes the normals by an executor.
     *
     * @param executor runs the relights; it is not closed with the relighter
     * @return as {@link #runAsync()} does
     * @throws InvalidRequestException as {@link #run()} does
     */
    public CompletableFuture<NormalsResult> runAsync(Executor executor) {
        RelightRequest request = checked(request());
        ProgressListener heard = listener();
        return owner.start(executor, cancellation(), stop -> () -> normals(request, heard, stop));
    }

    private NormalsResult normals(RelightRequest request, ProgressListener heard, Cancellation cancelled) {
        RunProgress progress = new RunProgress(StageWork.of(models(), request), FourRelights.COUNT, heard, cancelled);
        try (MemoryWatch memory = MemoryWatch.start()) {
            progress.begin(Stage.MATTE, 1);
            Subject subject = Subject.of(photo(), request.scene().matte(), models().matting(), FourRelights.LIFT);
            FourRelights relights = new FourRelights(
                    models(),
                    request,
                    subject.foreground(),
                    () -> new TorchGenerator(request.batch().generators().get(0)),
                    progress);
            Normals normals = Normals.of(relights.run(), subject.matte());
            return new NormalsResult(
                    normals,
                    request,
                    subject.matte(),
                    subject.foreground(),
                    progress.durations(),
                    progress.elapsed(),
                    memory.peakBytes());
        }
    }

    private RelightRequest checked(RelightRequest request) {
        if (models().kind() != IcLightModel.FBC) {
            throw new InvalidRequestException("the model is " + models().kind()
                    + "; normals are made by the background model: load iclight_sd15_fbc.safetensors");
        }
        if (request.scene().background().isPresent() || !request.scene().light().equals(LightSource.NONE)) {
            throw new InvalidRequestException(
                    "normals are made with four lights of their own; give them neither background nor light");
        }
        if (request.batch().images() != 1) {
            throw new InvalidRequestException("normals are made of one picture from each side, was asked for "
                    + request.batch().images() + "; leave images at 1, and run again with another seed for more");
        }
        if (!request.finishing().equals(FinishingSettings.NONE)) {
            throw new InvalidRequestException("normals are made of pictures as the model makes them, was asked for "
                    + request.finishing() + "; leave finishes out");
        }
        return request;
    }
}
