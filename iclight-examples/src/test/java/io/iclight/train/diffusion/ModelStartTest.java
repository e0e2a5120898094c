package io.iclight.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.models.checkpoint.PredictionType;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.train.text.BytePairs;
import io.iclight.train.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStartTest {

    @Test
    void theTextEncoderKnowsTheWordsOfItsVocabulary(@TempDir Path folder) throws IOException {
        TokenizerFiles.write(BytePairs.learn("a bust in the light of a window", 598), 600, 90, folder);

        ClipTextConfig config =
                ModelStart.ofMini(folder, PredictionType.V_PREDICTION).textConfig();

        assertThat(config.vocabularySize()).isEqualTo(600);
        assertThat(config.maxLength()).isEqualTo(90);
    }
}
