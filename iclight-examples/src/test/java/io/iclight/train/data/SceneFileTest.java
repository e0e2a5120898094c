package io.iclight.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFileTest {

    @Test
    void aFileHasAsManyScenesAsMemoryHolds() {
        assertThat(SceneFile.mostScenes(128)).isEqualTo(952);
        assertThat(SceneFile.mostScenes(512)).isEqualTo(59);
        assertThat(SceneFile.mostScenes(1024)).isEqualTo(14);
        assertThat(SceneFile.mostScenes(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void moreAreRefusedBeforeOneIsRendered(@TempDir Path folder) {
        Path file = folder.resolve("scenes.safetensors");
        List<Long> rendered = new ArrayList<>();
        assertThatThrownBy(() -> SceneFile.render(1, 500, 512, file, rendered::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 59 scenes of 512 pixels, was 500");
        assertThat(rendered).isEmpty();
        assertThat(file).doesNotExist();
    }
}
