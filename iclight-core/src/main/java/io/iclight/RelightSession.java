package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.detail.Original;
import io.iclight.internal.RelightRun;
import io.iclight.internal.RequestedScene;
import io.iclight.internal.Subject;
import io.iclight.io.image.Image;
import io.iclight.io.machine.MemoryWatch;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.noise.NoiseGenerator;
import io.iclight.samplers.noise.TorchGenerator;

/**
 * A relight that has begun: its subject is found, and its prompts are read. It is used by the thread that began it, in a
 * try-with-resources statement.
 */
final class RelightSession implements AutoCloseable {

    private final RelightOrder order;
    private final MemoryWatch memory;
    private final RunProgress progress;
    private final Subject subject;
    private final ImmutableList<NoiseGenerator> noises;
    private final RelightRun run;

    private RelightSession(RelightOrder order, RequestedScene scene, MemoryWatch memory) {
        RelightRequest request = order.request();
        this.order = order;
        this.memory = memory;
        this.progress = new RunProgress(StageWork.of(order.models(), request), order.listener(), order.cancellation());
        progress.begin(Stage.MATTE, 1);
        this.subject = Subject.of(
                order.photo(), request.scene().matte(), order.models().matting(), Subject.LIFT_TO_RELIGHT);
        this.noises = request.batch().generators().stream()
                .mapToObj(TorchGenerator::new)
                .collect(ImmutableList.toImmutableList());
        this.run =
                new RelightRun(order.models(), request, scene.around(subject), ImmutableList.copyOf(noises), progress);
    }

    /** Begins a relight, to be closed by the caller. */
    static RelightSession begin(RelightOrder order) {
        RequestedScene scene = new RequestedScene(order.models().kind(), order.request());
        MemoryWatch memory = MemoryWatch.start();
        try {
            return new RelightSession(order, scene, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** The passes. */
    RelightRun run() {
        return run;
    }

    /** Of each picture, or of all. */
    ImmutableList<NoiseGenerator> noises() {
        return noises;
    }

    /** Follows this relight. */
    RunProgress progress() {
        return progress;
    }

    /** Finishes the pictures that the passes made. */
    RelightResult result(ImmutableList<Image> relit) {
        Original original =
                Original.of(order.photo(), subject.matte(), relit.get(0).size());
        return new RelightResult(
                order.request().finishing().apply(relit, original),
                relit,
                order.request(),
                subject.matte(),
                subject.foreground(),
                original,
                progress.durations(),
                progress.elapsed(),
                memory.peakBytes());
    }

    @Override
    public void close() {
        run.close();
        memory.close();
    }
}
