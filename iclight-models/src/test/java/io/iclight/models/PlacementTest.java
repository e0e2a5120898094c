package io.iclight.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonReader;
import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.layers.Activation;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.models.vae.LatentDistribution;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every model computes in the type that it was placed in, whatever it is given. */
@ExtendWith(TensorScopeExtension.class)
final class PlacementTest {

    private static final UNetConfig UNET = UNetConfig.of(JsonReader.parse("""
            {"block_out_channels": [16, 24], "norm_num_groups": 8, "cross_attention_dim": 12, "attention_head_dim": 4,
             "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]}""", "a tiny UNet"));

    private static final AutoencoderConfig VAE = AutoencoderConfig.of(JsonReader.parse("""
            {"block_out_channels": [8, 16], "norm_num_groups": 4,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}""", "a tiny autoencoder"));

    private static final ClipTextConfig TEXT = new ClipTextConfig(50, 8, 2, 2, 16, 9, Activation.QUICK_GELU, 1e-5);

    private static UNet unet(Placement placement) {
        return new UNet(UNET, HashWeights.model(UNet.parameters(UNET), 1), placement);
    }

    private static Autoencoder autoencoder(Placement placement) {
        return new Autoencoder(VAE, HashWeights.model(Autoencoder.parameters(VAE), 2), placement);
    }

    private static ClipTextEncoder textEncoder(Placement placement) {
        return new ClipTextEncoder(TEXT, HashWeights.model(ClipTextEncoder.parameters(TEXT), 3), placement);
    }

    @Test
    void whatIsGivenIsRoundedAndTheResultIsOfTheModelsType() {
        Placement brain = Placement.cpu(ElementType.BF16);
        IsNetConfig rmbg = IsNetConfig.RMBG;
        try (Autoencoder autoencoder = autoencoder(brain);
                ClipTextEncoder encoder = textEncoder(brain);
                IsNet network = new IsNet(rmbg, HashWeights.model(IsNet.parameters(rmbg), 4), brain)) {
            LatentDistribution encoded = autoencoder.encode(ramp(1, 3, 8, 6));
            assertInBf16(encoded.mean());
            assertInBf16(autoencoder.decode(encoded.mean().toType(ElementType.F64.scalarType())));
            assertInBf16(encoder.forward(TensorData.ofLongs(new long[] {1, 2, 3}, 1, 3)));
            assertInBf16(network.forward(ramp(1, 3, 64, 64)));
        }
    }

    /** Eleven bits of a float16 are left after some dozens of roundings, eight of a bfloat16. */
    @Test
    void halfPrecisionIsTheSameFunctionRounded() {
        Tensor sample = ramp(1, 4, 8, 8);
        Tensor context = ramp(1, 3, 12);
        try (UNet full = unet(Placement.CPU_F32);
                UNet half = unet(Placement.cpu(ElementType.F16));
                UNet brain = unet(Placement.cpu(ElementType.BF16))) {
            Tensor exact = full.forward(sample, 500, context);
            assertThat(relativeDistance(half.forward(sample, 500, context), exact))
                    .isBetween(1e-5, 1e-2);
            assertThat(relativeDistance(brain.forward(sample, 500, context), exact))
                    .isBetween(1e-4, 1e-1);
        }
    }

    @Test
    void aCardThatIsNotThereIsRefusedBeforeAParameterIsRead() {
        Placement absent = new Placement(Device.cuda(99), ElementType.F16);
        assertThatThrownBy(() -> unet(absent))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("cuda:99 is not");
    }

    private static void wave(long begin, float[] part) {
        for (int i = 0; i < part.length; i++) {
            part[i] = (float) Math.sin(begin + i);
        }
    }

    private static double relativeDistance(Tensor got, Tensor want) {
        return got.sub(want).norm().item_double() / want.norm().item_double();
    }

    /** What a caller has: float32 on the processor. */
    private static Tensor ramp(long... shape) {
        return TensorData.ofFloats(PlacementTest::wave, shape);
    }

    private static void assertInBf16(Tensor tensor) {
        assertThat(ElementType.of(tensor.scalar_type())).isEqualTo(ElementType.BF16);
        assertThat(tensor.isfinite().all().item_bool()).isTrue();
    }
}
