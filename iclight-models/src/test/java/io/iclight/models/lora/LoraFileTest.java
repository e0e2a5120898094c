package io.iclight.models.lora;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoraFileTest {

    private static final LoraTargets TARGETS = LoraTargets.of(
            UNetConfig.of(JsonReader.parse("{}", "unet/config.json")),
            ClipTextConfig.of(JsonReader.parse("{}", "text_encoder/config.json")));

    private static final String MODULE = new LoraTarget(Part.UNET, "down_blocks.0.attentions.0.proj_in").peftName();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "1e999"})
    void anAlphaThatIsNoFiniteNumberIsRefusedWhereverItIsNoted(String alpha) throws IOException {
        TensorSource factors = HashWeights.model(
                ImmutableMap.of(
                        MODULE + ".lora_A.weight", TensorInfo.of(ElementType.F32, 2, 320),
                        MODULE + ".lora_B.weight", TensorInfo.of(ElementType.F32, 320, 2)),
                1);
        Path noted = folder.resolve("noted.safetensors");
        SafetensorsWriter.create()
                .metadata("lora_adapter_metadata", "{\"unet.lora_alpha\": " + alpha + "}")
                .write(factors, noted);
        Path plain = folder.resolve("adapter_model.safetensors");
        SafetensorsWriter.create().write(factors, plain);
        Path beside = Files.writeString(folder.resolve("adapter_config.json"), "{\"lora_alpha\": " + alpha + "}");

        assertThatThrownBy(() -> LoraFile.open(noted, TARGETS))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(noted.toString())
                .hasMessageContaining("unet.lora_alpha must be a finite number");
        assertThatThrownBy(() -> LoraFile.open(plain, TARGETS))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(beside + ": lora_alpha must be a finite number");
    }
}
