package io.iclight.models.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelConfigTest {

    @Test
    void missingKeysTakeTheDefaultAndNullDoesNot() {
        ModelConfig config = config("{\"a\": 2, \"c\": null}");

        assertThat(config.integer("a", 1)).isEqualTo(2);
        assertThat(config.integer("b", 1)).isEqualTo(1);
        assertThatThrownBy(() -> config.integer("c", 1))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("\"c\"");
    }

    @Test
    void oneNumberStandsForAllParts() {
        ModelConfig config = config("{\"one\": 8, \"each\": [5, 10, 20], \"few\": [5, 10]}");

        assertThat(config.integerForEach("one", 3, ModelConfig.SIZES, 1)).isEqualTo(List.of(8, 8, 8));
        assertThat(config.integerForEach("each", 3, ModelConfig.SIZES, 1)).isEqualTo(List.of(5, 10, 20));
        assertThat(config.integerForEach("none", 3, ModelConfig.SIZES, 1)).isEqualTo(List.of(1, 1, 1));
        assertThatThrownBy(() -> config.integerForEach("few", 3, ModelConfig.SIZES, 1))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessage("config.json: the graph has \"few\": [5, 10], but this library supports a number, or a list"
                        + " of 3");
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        ModelConfig config = config("{\"few\": 0, \"most\": 64, \"many\": [1, 65]}");

        assertThat(config.integer("most", ModelConfig.LAYERS, 1)).isEqualTo(64);
        assertThatThrownBy(() -> config.integer("few", ModelConfig.LAYERS, 1))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessage("config.json: the graph has \"few\": 0, but this library supports 1 to 64");
        assertThatThrownBy(() -> config.integerForEach("many", 2, ModelConfig.LAYERS, 1))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageContaining("\"many\": [1, 65]");
    }

    @Test
    void settingsThatAreNotSupportedAreRefusedUnlessTheyAreOff() {
        ModelConfig config = config("{\"same\": 1.0, \"on\": true, \"off\": null}");

        config.only("same", 1).only("missing", "anything").none("off", "missing");
        assertThatThrownBy(() -> config.only("on", false))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageContaining("\"on\": true")
                .hasMessageContaining("supports false");
        assertThatThrownBy(() -> config.only("off", "default")).isInstanceOf(UnsupportedConfigException.class);
        assertThatThrownBy(() -> config.none("on")).isInstanceOf(UnsupportedConfigException.class);
    }

    @Test
    void unknownKeysAreRefusedUnlessTheyAreOff() {
        config("{\"_class_name\": \"X\", \"new\": false, \"newer\": null, \"known\": 1}")
                .ignore("known")
                .finish();

        assertThatThrownBy(() -> config("{\"new\": \"on\"}").finish())
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageContaining("\"new\": on");
    }

    private static ModelConfig config(String json) {
        return new ModelConfig(JsonReader.parse(json, "config.json"), "the graph");
    }
}
