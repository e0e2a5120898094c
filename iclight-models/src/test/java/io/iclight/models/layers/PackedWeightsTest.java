package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.MoreCollectors;
import io.iclight.io.packed.PackedSource;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.TensorScopeExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs whose parameters are mapped as they were laid out for the first of them. */
@ExtendWith(TensorScopeExtension.class)
final class PackedWeightsTest {

    /** So wide that weights are views of the file: those of less than 1 MiB are copied. */
    private static final int CHANNELS = 192;

    @TempDir
    private Path folder;

    /** Every layout: oneDNN's, Java's, two of one weight, one in two parts, of integers, of tables, plain. */
    private static Layer layer(Weights weights) {
        JointLinear joint = new JointLinear(weights.at("joint"), CHANNELS / 3, CHANNELS * 2 / 3, CHANNELS);
        return new NormalizedConv2d(
                        new GroupNorm(weights.at("norm"), 8, CHANNELS, 1e-5),
                        Activation.SILU,
                        new Conv2d(weights.at("conv"), CHANNELS, CHANNELS, Window.SAME_3X3))
                .then(Conv2d.ofOnePixel(weights.at("point"), CHANNELS, CHANNELS))
                .then(x -> joint.forward(
                        new ChannelPair(x.narrow(1, 0, CHANNELS / 3), x.narrow(1, CHANNELS / 3, CHANNELS * 2 / 3))))
                .then(new EnlargedConv2d(weights.at("up"), CHANNELS, CHANNELS));
    }

    private static TensorSource parameters(long seed) {
        return HashWeights.model(LoadedGraph.parameters(PackedWeightsTest::layer), seed);
    }

    private LoadedGraph<Layer> load(TensorSource plain, String version, Placement placement) {
        try (TensorSource packed = new PackedSource(plain, made(), "layer", version)) {
            return LoadedGraph.load("a layer", packed, placement, PackedWeightsTest::layer);
        }
    }

    private Path made() {
        return folder.resolve("made");
    }

    private Path file() {
        try (Stream<Path> files = Files.list(made())) {
            return files.collect(MoreCollectors.onlyElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tensor output(LoadedGraph<Layer> graph) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(
                    graph.graph().forward(torch.full(new long[] {1, CHANNELS, 9, 7}, new Scalar(0.5))));
        }
    }

    /** Has names and shapes, and no numbers: whoever reads them is told so. */
    private record Unread(TensorSource source) implements TensorSource {

        @Override
        public ImmutableMap<String, TensorInfo> tensors() {
            return source.tensors();
        }

        @Override
        public Tensor read(String name) {
            throw new AssertionError("reads " + name);
        }

        @Override
        public String origin() {
            return source.origin();
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16", "BF16", "I8"})
    void theSecondGraphReadsNoParameterAndComputesTheSame(String stored) {
        ElementType type = ElementType.valueOf(stored);
        Placement placement = Placement.CPU_F32.storing(
                type == ElementType.F32 ? Storage.Exact.AS_COMPUTED : new Storage.Rounded(type));
        try (LoadedGraph<Layer> first = load(parameters(1), "1", placement);
                LoadedGraph<Layer> second = load(new Unread(parameters(1)), "1", placement)) {
            assertThat(output(second).equal(output(first))).isTrue();
            for (String name : first.parameters().tensors().keySet()) {
                assertThat(second.parameters()
                                .read(name)
                                .equal(first.parameters().read(name)))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void otherParametersReplaceTheFileWhileItIsInUse() {
        try (LoadedGraph<Layer> first = load(parameters(1), "1", Placement.CPU_F32);
                LoadedGraph<Layer> mapped = load(new Unread(parameters(1)), "1", Placement.CPU_F32);
                LoadedGraph<Layer> other = load(parameters(2), "2", Placement.CPU_F32);
                LoadedGraph<Layer> otherMapped = load(new Unread(parameters(2)), "2", Placement.CPU_F32)) {
            assertThat(output(mapped).equal(output(first))).isTrue();
            assertThat(output(other).equal(output(first))).isFalse();
            assertThat(output(otherMapped).equal(output(other))).isTrue();
        }
    }

    @Test
    void whatSharesMappedParametersOutlivesTheirGraph() throws IOException {
        Tensor expected;
        try (LoadedGraph<Layer> first = load(parameters(1), "1", Placement.CPU_F32)) {
            expected = output(first);
        }
        LoadedGraph<Layer> mapped = load(new Unread(parameters(1)), "1", Placement.CPU_F32);
        try (LoadedGraph<Layer> shared = mapped.shared()) {
            mapped.close();
            Files.delete(file());

            assertThat(output(shared).equal(expected)).isTrue();
        }
    }

    @Test
    void aMappedGraphLeavesNothingBehind() {
        load(parameters(1), "1", Placement.CPU_F32).close();
        load(new Unread(parameters(1)), "1", Placement.CPU_F32).close();
        long before = Pointer.totalCount();
        try (TensorScope scope = TensorScope.open();
                LoadedGraph<Layer> mapped = load(new Unread(parameters(1)), "1", Placement.CPU_F32)) {
            output(mapped);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void aDamagedHeaderIsToldBeforeNativeCodeBelievesIt() throws IOException {
        rewrite(parameters(1), note -> note.replace("192", "193"));

        assertThatThrownBy(() -> load(parameters(1), "1", Placement.CPU_F32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("delete it");
    }

    @Test
    void tensorsOfAnotherSizeAreTold() throws IOException {
        rewrite(parameters(1), note -> note);

        assertThatThrownBy(() -> load(parameters(1), "1", Placement.CPU_F32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("expected")
                .hasMessageContaining("delete the file");
    }

    /** Makes the file, and writes other tensors into it, with the notes changed. */
    private void rewrite(TensorSource plain, UnaryOperator<String> change) throws IOException {
        load(plain, "1", Placement.CPU_F32).close();
        Path copy = folder.resolve("copy");
        Files.copy(file(), copy);
        try (SafetensorsFile packed = SafetensorsFile.open(copy)) {
            SafetensorsWriter writer = SafetensorsWriter.create();
            for (Map.Entry<String, String> note : packed.metadata().entrySet()) {
                boolean isGraph = note.getKey().equals("iclight.graph");
                writer = writer.metadata(note.getKey(), isGraph ? change.apply(note.getValue()) : note.getValue());
            }
            writer.write(HashWeights.model(halved(packed.tensors()), 1), file());
        }
    }

    private static ImmutableMap<String, TensorInfo> halved(ImmutableMap<String, TensorInfo> tensors) {
        return tensors.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey,
                        entry -> TensorInfo.of(ElementType.F32, entry.getValue().bytes() / 8)));
    }
}
