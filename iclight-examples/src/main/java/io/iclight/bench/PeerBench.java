package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.iclight.bench.onnx.AttentionForm;
import io.iclight.bench.onnx.OnnxUNetFolder;
import io.iclight.io.tensor.Libtorch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Times the UNet against ONNX Runtime, with the same parameters, inputs and number of threads, in turns. That both compute
 * the same is checked first.
 *
 * @param models makes our side
 * @param runs how many pairs are timed, after one that is not
 * @param peerProgram the arguments of {@code java} that run {@link PeerServer} on the model and the number of threads that
 *     follow
 */
public record PeerBench(BenchModels models, int runs, ImmutableList<String> peerProgram) {

    private static final double MAX_DIFFERENCE = 1e-4;

    /**
     * Says whether ONNX Runtime is on the class path; it is where this runs from a checkout.
     *
     * @return whether the peer can be run
     */
    public static boolean isPossible() {
        return PeerBench.class.getResource("/ai/onnxruntime/OrtSession.class") != null;
    }

    /**
     * Compares. The parameters are written to a temporary folder, which takes 3.5 GB of disk at real size.
     *
     * @param works of which the UNet's are compared, each in both forms of the other program's graph
     * @param listener is told of each comparison
     * @return what was compared
     * @throws IllegalStateException if the other program computes something else
     */
    public ImmutableList<Comparison> run(List<Work> works, Consumer<Comparison> listener) {
        try {
            Path folder = Files.createTempDirectory("iclight-peer");
            try {
                OnnxUNetFolder onnx = models.writeUNet(folder);
                ImmutableList.Builder<Comparison> comparisons = ImmutableList.builder();
                for (Work work : works) {
                    if (work.kind() == Work.Kind.UNET) {
                        try (UNetTask ours = models.unet(work.size())) {
                            for (AttentionForm form : AttentionForm.values()) {
                                Comparison comparison = compare(work, ours, form, onnx, folder);
                                comparisons.add(comparison);
                                listener.accept(comparison);
                            }
                        }
                    }
                }
                return comparisons.build();
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the peer's model cannot be written to a temporary folder: " + e, e);
        }
    }

    private Comparison compare(Work work, UNetTask ours, AttentionForm form, OnnxUNetFolder onnx, Path folder) {
        Path model = ours.writeModel(onnx, form);
        ImmutableList<String> arguments = ImmutableList.<String>builder()
                .addAll(peerProgram)
                .add(model.toString(), Integer.toString(Libtorch.threads()))
                .build();
        try (PeerProcess peer = PeerProcess.start(arguments, folder.resolve("peer.log"))) {
            // Not timed: the first run of a program is slower.
            peer.run(0);
            double difference = difference(ours.prediction(), peer.output(folder.resolve("prediction.f32")), form);
            ImmutableList.Builder<Comparison.Pair> pairs = ImmutableList.builder();
            for (int i = 0; i < runs; i++) {
                Trial mine = Trial.of(ours::run);
                pairs.add(new Comparison.Pair(mine, peer.run(mine.flops())));
            }
            return new Comparison(work, form, pairs.build(), difference, peer.peakBytes());
        }
    }

    private static double difference(float[] ours, float[] theirs, AttentionForm form) {
        if (ours.length != theirs.length) {
            throw new IllegalStateException(
                    "ONNX Runtime computed " + theirs.length + " values, expected " + ours.length);
        }
        double error = 0;
        double norm = 0;
        for (int i = 0; i < ours.length; i++) {
            double apart = (double) theirs[i] - ours[i];
            error += apart * apart;
            norm += (double) ours[i] * ours[i];
        }
        double difference = Math.sqrt(error / norm);
        if (!(difference <= MAX_DIFFERENCE)) {
            throw new IllegalStateException("ONNX Runtime's graph with " + form
                    + " attention computes something else: the" + " outputs differ by " + difference
                    + " of their norm, expected at most " + MAX_DIFFERENCE);
        }
        return difference;
    }
}
