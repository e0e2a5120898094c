package io.iclight.models.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class IcLightWeightsTest {

    private static final String CONVOLUTION = "conv_in.weight";
    private static final String BIAS = "conv_in.bias";

    @Test
    void anOffsetOfNothingGrowsTheConvolutionWithZeros() {
        try (TensorSource base = HashWeights.model(shapes(4), 1);
                IcLightWeights merged = IcLightWeights.add(base, offset(12, 0))) {
            assertThat(merged.model()).isEqualTo(IcLightModel.FBC);
            assertThat(values(merged, BIAS)).isEqualTo(values(base, BIAS));
            float[] plain = values(base, CONVOLUTION);
            float[] grown = values(merged, CONVOLUTION);
            int pixels = 9;
            for (int out = 0; out < 6; out++) {
                float[] row = Arrays.copyOfRange(grown, out * 12 * pixels, (out + 1) * 12 * pixels);
                assertThat(Arrays.copyOf(row, 4 * pixels))
                        .isEqualTo(Arrays.copyOfRange(plain, out * 4 * pixels, (out + 1) * 4 * pixels));
                assertThat(Arrays.copyOfRange(row, 4 * pixels, row.length)).containsOnly(0);
            }
        }
    }

    @Test
    void sumsAreMadeInFloat32() {
        try (TensorSource base = new InHalf(HashWeights.model(shapes(4), 1));
                TensorSource offset = new InHalf(offset(8, 1e-4));
                IcLightWeights merged = IcLightWeights.add(base, offset)) {
            float[] a = values(base, BIAS);
            float[] b = values(offset, BIAS);
            float[] sum = new float[a.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = a[i] + b[i];
            }
            assertThat(merged.tensors().get(BIAS).type()).isEqualTo(ElementType.F32);
            assertThat(values(merged, BIAS)).isEqualTo(sum);
        }
    }

    @Test
    void readingLeavesNothingButTheSum() {
        try (IcLightWeights merged = IcLightWeights.add(HashWeights.model(shapes(4), 1), offset(8, 1))) {
            merged.read(CONVOLUTION).close();
            long before = Pointer.totalCount();
            Tensor sum = merged.read(CONVOLUTION);
            assertThat(Pointer.totalCount()).isEqualTo(before + 1);
            sum.close();
            assertThatThrownBy(() -> merged.read("conv_in.gain"))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("conv_in.gain");
        }
    }

    @Test
    void theModelIsToldByTheChannelsAndTheRightFileIsNamed() {
        assertThat(IcLightModel.of(offset(8, 1))).isEqualTo(IcLightModel.FC);
        assertThat(IcLightModel.of(offset(12, 1))).isEqualTo(IcLightModel.FBC);
        IcLightModel.FC.require(offset(8, 1));

        assertThatThrownBy(() -> IcLightModel.FC.require(offset(12, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageContaining("offset for fbc")
                .hasMessageEndingWith("use iclight_sd15_fc.safetensors or iclight_sd15_fcon.safetensors");
        assertThatThrownBy(() -> IcLightModel.FBC.require(offset(8, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageEndingWith("use iclight_sd15_fbc.safetensors");
        assertThatThrownBy(() -> IcLightModel.of(offset(4, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageContaining("takes 4 channels, as a plain UNet does");
        assertThatThrownBy(() -> IcLightModel.of(offset(9, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageContaining("inpainting");
        assertThatThrownBy(() -> IcLightModel.of(HashWeights.offset(without(CONVOLUTION, shapes(8)), 1, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageContaining("no conv_in.weight");
    }

    @Test
    void whatDoesNotFitIsListed() {
        TensorSource base = HashWeights.model(shapes(4), 1);
        Map<String, TensorInfo> other = new HashMap<>(without("a.weight", shapes(8)));
        other.put("z.weight", TensorInfo.of(ElementType.F32, 2));
        other.put(BIAS, TensorInfo.of(ElementType.F32, 7));

        assertThatThrownBy(() -> IcLightWeights.add(base, HashWeights.offset(ImmutableMap.copyOf(other), 1, 1)))
                .isInstanceOf(OffsetException.class)
                .hasMessageContaining("missing from the offset (1): a.weight")
                .hasMessageContaining("missing from the UNet (1): z.weight")
                .hasMessageContaining("conv_in.bias: expected [6], found [7]");
        assertThatThrownBy(() -> IcLightWeights.add(HashWeights.model(shapes(9), 1), offset(8, 1)))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("no plain UNet")
                .hasMessageContaining("takes 9 channels, not 4");
    }

    private static TensorSource offset(long channels, double gain) {
        return HashWeights.offset(shapes(channels), 2, gain);
    }

    private static ImmutableMap<String, TensorInfo> shapes(long inChannels) {
        return ImmutableMap.of(
                CONVOLUTION,
                TensorInfo.of(ElementType.F32, 6, inChannels, 3, 3),
                BIAS,
                TensorInfo.of(ElementType.F32, 6),
                "a.weight",
                TensorInfo.of(ElementType.F32, 2, 6));
    }

    private static ImmutableMap<String, TensorInfo> without(String name, ImmutableMap<String, TensorInfo> shapes) {
        Map<String, TensorInfo> fewer = new HashMap<>(shapes);
        fewer.remove(name);
        return ImmutableMap.copyOf(fewer);
    }

    private static float[] values(TensorSource source, String name) {
        try (TensorScope scope = TensorScope.open()) {
            return TensorData.floats(source.read(name));
        }
    }

    /** The same tensors in float16, as published files have them. */
    private record InHalf(TensorSource full) implements TensorSource {

        @Override
        public ImmutableMap<String, TensorInfo> tensors() {
            return full.tensors();
        }

        @Override
        public Tensor read(String name) {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(full.read(name).toType(ElementType.F16.scalarType()));
            }
        }

        @Override
        public String origin() {
            return full.origin();
        }

        @Override
        public void close() {
            full.close();
        }
    }
}
