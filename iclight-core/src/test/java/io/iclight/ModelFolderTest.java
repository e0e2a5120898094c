package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonException;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.MissingPartException;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RequestDefaults;
import io.iclight.request.SamplingMethod;
import io.iclight.request.SamplingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    private Path folder;

    private void settings(String json) throws IOException {
        Files.writeString(folder.resolve("relight.json"), json);
    }

    @Test
    void aFolderBringsItsSettingsAndTheDemoTheRest() throws IOException {
        settings("{\"fc\": {\"width\": 256, \"height\": 256, \"steps\": 12, \"highres\": {}}}");
        RequestDefaults defaults = new ModelFolder(folder).defaults(IcLightModel.FC);
        assertThat(defaults.lowres().widthPx()).isEqualTo(256);
        assertThat(defaults.sampling().steps()).isEqualTo(12);
        assertThat(defaults.highres()).isEmpty();
        assertThat(defaults.guidance()).isEqualTo(RequestDefaults.FOREGROUND_MODEL.guidance());
        assertThat(new ModelFolder(folder).defaults(IcLightModel.FBC)).isEqualTo(RequestDefaults.BACKGROUND_MODEL);
    }

    @Test
    void aSettingThatTheFolderLeavesOutIsItsOwnDemos() throws IOException {
        settings("{\"fbc\": {\"sampling\": \"euler_ancestral\"}}");
        RequestDefaults defaults = new ModelFolder(folder).defaults(IcLightModel.FBC);
        assertThat(defaults.sampling()).isEqualTo(new SamplingSettings(SamplingMethod.EULER_ANCESTRAL, 20));
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() throws IOException {
        settings("{\"fc\": {\"stepps\": 12}}");
        assertThatThrownBy(() -> new ModelFolder(folder).defaults(IcLightModel.FC))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("relight.json")
                .hasMessageContaining("stepps");
        settings("{\"fc\": {\"steps\": 0}}");
        assertThatThrownBy(() -> new ModelFolder(folder).defaults(IcLightModel.FC))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("steps");
        settings("{\"fc\": 7}");
        assertThatThrownBy(() -> new ModelFolder(folder).defaults(IcLightModel.FC))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void theOffsetIsFoundWhereThereIsOne() throws IOException {
        ModelFolder model = new ModelFolder(folder);
        assertThatThrownBy(() -> model.offset(IcLightModel.FC))
                .as("what is no checkpoint needs no offset")
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("found: no model");
        Path fc = Files.createFile(folder.resolve("iclight_mini_fc.safetensors"));
        Files.createFile(folder.resolve("iclight_mini_fbc.safetensors"));
        assertThat(model.offset(IcLightModel.FC)).isEqualTo(fc);
        Files.createFile(folder.resolve("iclight_other_fc.safetensors"));
        assertThatThrownBy(() -> model.offset(IcLightModel.FC)).hasMessageContaining("several");
        assertThatThrownBy(() -> new ModelFolder(folder.resolve("none")).offset(IcLightModel.FC))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("none is not there");
    }

    @Test
    void aMattingNetworkIsFoundBesideTheModels() throws IOException {
        assertThat(new ModelFolder(folder).matting()).isEmpty();
        Path matting = Files.createDirectory(folder.resolve("matting"));
        assertThat(new ModelFolder(folder).matting()).contains(matting);
    }
}
