package io.iclight.models.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RmbgCheckpointTest {

    @Test
    void loadsAFileOrItsFolderAndMatts(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.create()
                .roundedTo(ElementType.F16)
                .write(HashWeights.model(IsNet.parameters(IsNetConfig.RMBG), 4), file);
        Files.writeString(folder.resolve("config.json"), "{\"in_ch\": 3, \"out_ch\": 1, \"model_type\": \"any\"}");
        Image photo = Image.filled(new ImageSize(40, 30), 200, 100, 50);
        RmbgCheckpoint.load(file, Device.CPU).close();
        long live = Pointer.totalCount();
        try (IsNet network = RmbgCheckpoint.load(folder, Device.CPU)) {
            assertThat(new RmbgMatting(network).matte(photo).opacity().size()).isEqualTo(photo.size());
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void saysWhatIsExpected(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("model.pth"), "pickle");
        assertThatThrownBy(() -> RmbgCheckpoint.load(folder, Device.CPU))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("has no matting network: expected RMBG-1.4's model.safetensors");
    }
}
