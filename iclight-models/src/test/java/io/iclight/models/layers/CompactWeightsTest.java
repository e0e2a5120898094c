package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import java.nio.file.Path;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Weights that are kept in float16 and computed with in float32. */
@ExtendWith(TensorScopeExtension.class)
final class CompactWeightsTest {

    private static final Placement COMPACT = Placement.CPU_F32.storing(ElementType.F16);
    private static final int CHANNELS = 64;

    @TempDir
    private Path folder;

    private static Layer layer(Weights weights) {
        return new Conv2d(weights.at("conv"), CHANNELS, CHANNELS, Window.SAME_3X3)
                .then(new GroupNorm(weights.at("norm"), 8, CHANNELS, 1e-5))
                .then(Conv2d.ofOnePixel(weights.at("point"), CHANNELS, CHANNELS));
    }

    private static LoadedGraph<Layer> load(TensorSource source, Placement placement) {
        return LoadedGraph.load("a layer", source, placement, CompactWeightsTest::layer);
    }

    private static Tensor output(LoadedGraph<Layer> graph, Tensor x) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(graph.graph().forward(x));
        }
    }

    @Test
    void theOutputIsThatOfTheRoundedWeights() {
        TensorSource exact = HashWeights.model(LoadedGraph.parameters(CompactWeightsTest::layer), 1);
        Tensor x = torch.randn(new long[] {1, CHANNELS, 9, 7}, Placement.CPU_F32.options());
        try (LoadedGraph<Layer> compact = load(exact, COMPACT);
                LoadedGraph<Layer> ofRounded = load(compact.parameters(), Placement.CPU_F32);
                LoadedGraph<Layer> ofExact = load(exact, Placement.CPU_F32)) {
            Tensor expected = output(ofRounded, x);
            Tensor actual = output(compact, x);

            assertThat(actual.equal(expected)).isTrue();
            assertThat(distance(actual, output(ofExact, x))).isBetween(1e-6, 1e-3);
        }
    }

    @Test
    void convolutionsAreRoundedAndOtherParametersAreNot() {
        TensorSource exact = HashWeights.model(LoadedGraph.parameters(CompactWeightsTest::layer), 1);
        try (LoadedGraph<Layer> compact = load(exact, COMPACT)) {
            for (String name : exact.tensors().keySet()) {
                Tensor stored = exact.read(name);
                Tensor rounded = stored.toType(ElementType.F16.scalarType()).toType(ElementType.F32.scalarType());
                boolean large = name.equals("conv.weight") || name.equals("point.weight");

                assertThat(compact.parameters().read(name).equal(large ? rounded : stored))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsReadInFloat16StaysSoAndChangesNoBitOfTheOutput() {
        Function<Weights, Layer> layer = weights -> new NormalizedConv2d(
                        new GroupNorm(weights.at("norm"), 8, CHANNELS, 1e-5),
                        Activation.SILU,
                        new Conv2d(weights.at("conv"), CHANNELS, CHANNELS, Window.SAME_3X3))
                .then(Conv2d.ofOnePixel(weights.at("point"), CHANNELS, CHANNELS))
                .then(new EnlargedConv2d(weights.at("up"), CHANNELS, CHANNELS));
        TensorSource exact = HashWeights.model(LoadedGraph.parameters(layer), 1);
        Path file = folder.resolve("half.safetensors");
        SafetensorsWriter.create().roundedTo(ElementType.F16).write(exact, file);
        Placement asRead = Placement.CPU_F32.storing(Storage.Exact.AS_READ);
        try (TensorSource half = Safetensors.open(file);
                LoadedGraph<Layer> compact = LoadedGraph.load("a layer", half, asRead, layer);
                LoadedGraph<Layer> ready = LoadedGraph.load("a layer", half, Placement.CPU_F32, layer);
                LoadedGraph<Layer> changed = compact.with(exact)) {
            // The last is large enough for strips.
            for (long side : new long[] {9, 520}) {
                Tensor x = torch.randn(new long[] {1, side, side, CHANNELS}, Placement.CPU_F32.options())
                        .permute(0, 3, 1, 2);

                assertThat(output(compact, x).equal(output(ready, x))).isTrue();
            }
            for (String name : exact.tensors().keySet()) {
                assertThat(compact.parameters().read(name).equal(half.read(name).toType(ScalarType.Float)))
                        .isTrue();
                // What is changed in float32, as LoRA does, is not rounded.
                assertThat(changed.parameters().read(name).equal(exact.read(name)))
                        .isTrue();
            }
        }
    }

    private static double distance(Tensor actual, Tensor expected) {
        return actual.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}
