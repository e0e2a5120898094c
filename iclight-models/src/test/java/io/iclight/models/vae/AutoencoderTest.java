package io.iclight.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.config.UnsupportedConfigException;
import io.iclight.models.layers.InputException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TensorScopeExtension.class)
final class AutoencoderTest {

    private static final String TINY = """
            {"block_out_channels": [8, 16, 16], "norm_num_groups": 4, "latent_channels": 4,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}""";
    private static final AutoencoderConfig CONFIG = config(TINY);

    private final Autoencoder autoencoder = new Autoencoder(CONFIG, weights(), ElementType.F32);

    @AfterEach
    void close() {
        autoencoder.close();
    }

    /** The published size of Stable Diffusion 1.5's autoencoder. */
    @Test
    void stableDiffusionHas84MillionParameters() {
        AutoencoderConfig config = config("""
                {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
                                      "DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}""");

        assertThat(config.reduction()).isEqualTo(8);
        assertThat(Autoencoder.parameters(config)).hasSize(248);
        assertThat(Autoencoder.parameters(config).values().stream()
                        .mapToLong(TensorInfo::elements)
                        .sum())
                .isEqualTo(83_653_863);
    }

    @Test
    void sizesAreRoundedDownOnTheWayInAndMultipliedOnTheWayOut() {
        LatentDistribution latents = autoencoder.encode(ramp(2, 3, 15, 4));

        assertThat(TensorData.shape(latents.mean()).asList()).containsExactly(2L, 4L, 3L, 1L);
        assertThat(TensorData.shape(latents.logVariance())).isEqualTo(TensorData.shape(latents.mean()));
        assertThat(TensorData.shape(autoencoder.decode(latents.mean())).asList())
                .containsExactly(2L, 3L, 12L, 4L);
    }

    @Test
    void theModeIsTheMeanAndTheVarianceIsLimited() {
        Tensor image = ramp(1, 3, 16, 16);
        LatentDistribution latents = autoencoder.encode(image);
        assertThat(TensorData.floats(autoencoder.encodeMode(image))).isEqualTo(TensorData.floats(latents.mean()));

        // Large parameters of the last convolution alone: the decoder's norms hide those of the others.
        HashWeights huge = HashWeights.offset(Autoencoder.parameters(CONFIG), 1, 100);
        try (Autoencoder wild = new Autoencoder(CONFIG, huge, ElementType.F32);
                LatentDistribution far = wild.encode(image)) {
            float[] logVariances = TensorData.floats(far.logVariance());
            assertThat(stream(logVariances).min()).hasValue(-30);
            assertThat(stream(logVariances).max()).hasValue(20);
        }
    }

    @Test
    void anImagesLatentsDoNotDependOnHowManyThereAre() {
        Tensor three = ramp(3, 3, 16, 24);

        Tensor latents = autoencoder.encodeMode(three);

        assertThat(TensorData.floats(autoencoder.encodeMode(three.narrow(0, 1, 2))))
                .as("to the bit from two on")
                .isEqualTo(TensorData.floats(latents.narrow(0, 1, 2)));
        Tensor alone = autoencoder.encodeMode(three.narrow(0, 2, 1));
        assertThat(alone.sub(latents.narrow(0, 2, 1)).abs().max().item_float()).isLessThan(1e-5f);
    }

    @Test
    void projectionsOfTheAttentionMayBeWrittenAsConvolutions() {
        ImmutableMap<String, TensorInfo> asConvolutions = Autoencoder.parameters(CONFIG).entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        entry -> entry.getKey(),
                        entry -> entry.getKey().contains(".to_")
                                        && entry.getKey().endsWith("weight")
                                ? TensorInfo.of(ElementType.F32, 16, 16, 1, 1)
                                : entry.getValue()));
        Tensor latents = ramp(1, 4, 3, 5);

        try (Autoencoder older = new Autoencoder(CONFIG, HashWeights.model(asConvolutions, 9), ElementType.F32)) {
            assertThat(TensorData.floats(older.decode(latents)))
                    .isEqualTo(TensorData.floats(autoencoder.decode(latents)));
        }
    }

    @Test
    void tenCallsLeaveNothingBehind() {
        Tensor image = ramp(1, 3, 12, 8);
        Tensor pair = ramp(2, 3, 12, 8);
        Tensor latents = ramp(1, 4, 3, 2);
        autoencoder.decode(latents).close();
        long before = Pointer.totalCount();

        for (int i = 0; i < 10; i++) {
            autoencoder.encode(image).close();
            autoencoder.encodeMode(image).close();
            autoencoder.encodeMode(pair).close();
            autoencoder.decode(latents).close();
        }

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> autoencoder.encode(ramp(1, 4, 16, 16)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the autoencoder's image: expected F32 [batch, channels = 3, 4 <= height, 4 <= width], found"
                                + " F32 [1, 4, 16, 16]");
        assertThatThrownBy(() -> autoencoder.encode(ramp(1, 3, 16, 3))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> autoencoder.decode(ramp(1, 8, 2, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("latents");
        autoencoder.close();
        assertThatThrownBy(() -> autoencoder.decode(ramp(1, 4, 2, 2))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"latents_mean\": [0, 0, 0, 0]",
                "\"use_quant_conv\": false",
                "\"mid_block_add_attention\": false",
                "\"up_block_types\": [\"AttnUpDecoderBlock2D\"]",
                "\"down_block_types\": []",
                "\"block_out_channels\": []",
                "\"layers_per_block\": 0",
                "\"layers_per_block\": 1000000",
                "\"latent_channels\": -1",
                "\"temporal_compression_ratio\": 4"
            })
    void whatWouldChangeTheNumbersIsRefused(String setting) {
        assertThatThrownBy(() -> config("{" + setting + "}"))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageStartingWith(
                        "vae/config.json: the autoencoder has " + setting.substring(0, setting.indexOf(':')));
    }

    private static AutoencoderConfig config(String json) {
        return AutoencoderConfig.of(JsonReader.parse(json, "vae/config.json"));
    }

    private static HashWeights weights() {
        return HashWeights.model(Autoencoder.parameters(CONFIG), 9);
    }

    private static DoubleStream stream(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    /** Something that is not constant. */
    private static Tensor ramp(long... shape) {
        int count = 1;
        for (long axis : shape) {
            count *= (int) axis;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(i * 0.7);
        }
        return TensorData.ofFloats(values, shape);
    }
}
