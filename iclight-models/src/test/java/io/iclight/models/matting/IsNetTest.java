package io.iclight.models.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.InputException;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TensorScopeExtension.class)
final class IsNetTest {

    private static IsNet network;

    @BeforeAll
    static void load() {
        network =
                new IsNet(IsNetConfig.RMBG, HashWeights.model(IsNet.parameters(IsNetConfig.RMBG), 3), ElementType.F32);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    /** The published size of RMBG-1.4, statistics of its normalizations left out. */
    @Test
    void rmbgHas44MillionParameters() {
        assertThat(IsNet.parameters(IsNetConfig.RMBG).entrySet().stream()
                        .filter(entry -> !entry.getKey().contains("running_"))
                        .map(entry -> entry.getValue())
                        .mapToLong(TensorInfo::elements)
                        .sum())
                .isBetween(44_000_000L, 44_200_000L);
    }

    /** All but the first and the last layers have channels in proportion to the width on both sides. */
    @Test
    void aQuarterOfTheWidthIsASixteenthOfTheParameters() {
        IsNetConfig small = IsNetConfig.of(
                JsonReader.parse("{\"width\": 16, \"photo_pixels\": 36864, \"photo_multiple\": 32}", "a small config"));
        assertThat(convolutionElements(small) * 16.0 / convolutionElements(IsNetConfig.RMBG))
                .isBetween(1.0, 1.01);
        assertThat(small.photoSize().of(new ImageSize(800, 600))).isEqualTo(new ImageSize(224, 160));
    }

    private static long convolutionElements(IsNetConfig config) {
        return IsNet.parameters(config).values().stream()
                .filter(info -> info.shape().length() == 4)
                .mapToLong(TensorInfo::elements)
                .sum();
    }

    @Test
    void everyLevelAnswersWithProbabilitiesAtTheSizeOfTheImage() {
        Tensor image = torch.rand(2, 3, 61, 46).mul(torch.tensor(2f)).sub(torch.tensor(1f));

        IsNetOutput output = network.forwardLevels(image);

        assertThat(output.maps()).hasSize(6).allSatisfy(map -> {
            assertThat(TensorData.shape(map).asList()).containsExactly(2L, 1L, 61L, 46L);
            assertThat(map.min().item_float()).isBetween(0f, 1f);
            assertThat(map.max().item_float()).isBetween(0f, 1f);
        });
        assertThat(output.features().stream()
                        .map(features -> TensorData.shape(features).get(2)))
                .isEqualTo(List.of(31L, 16L, 8L, 4L, 2L, 1L));
        assertThat(TensorData.floats(network.forward(image)))
                .isEqualTo(TensorData.floats(output.maps().get(0)));
    }

    @Test
    void callsLeaveNothingBehind() {
        Tensor image = torch.rand(1, 3, 32, 32);
        network.forward(image).close();
        long before = Pointer.totalCount();
        for (int i = 0; i < 3; i++) {
            network.forward(image).close();
            network.forwardLevels(image).close();
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> network.forward(torch.rand(1, 4, 32, 32)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("channels = 3");
        IsNetConfig four = IsNetConfig.of(JsonReader.parse("{\"in_ch\": 4, \"model_type\": \"x\"}", "config"));
        assertThat(four).isEqualTo(new IsNetConfig(4, 1, 64, PhotoSize.RMBG));
    }
}
