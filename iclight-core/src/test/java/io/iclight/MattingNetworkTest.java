package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.matting.MatteSource;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.matting.RmbgMatting;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relighter with a network that finds the subject; the network has its real size, so that there is one test of it. */
class MattingNetworkTest {

    @Test
    void aRelighterMattsWithItsNetworkAndFreesIt(@TempDir Path folder) {
        Image photo = Image.filled(new ImageSize(70, 90), 200, 120, 60);
        Image transparent = Image.filled(new ImageSize(70, 90), 200, 120, 60, 128);
        TinyModels.load(folder).close();
        long live = Pointer.totalCount();
        IsNet network =
                new IsNet(IsNetConfig.RMBG, HashWeights.model(IsNet.parameters(IsNetConfig.RMBG), 4), ElementType.F32);
        Matte expected = new RmbgMatting(network).matte(photo);
        try (Relighter relighter = new Relighter(TinyModels.load(folder).with(network))) {
            RelightResult result = relit(relighter, photo, MatteSource.AUTO);
            assertThat(result.matte()).isEqualTo(expected);
            assertThat(result.foreground()).isEqualTo(expected.onGrey(photo, 0));
            assertThat(relit(relighter, transparent, MatteSource.AUTO).matte()).isEqualTo(Matte.ofAlpha(transparent));
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    private static RelightResult relit(Relighter relighter, Image photo, MatteSource matte) {
        return relighter
                .relight(photo)
                .prompt("a vase")
                .matte(matte)
                .size(64, 64)
                .steps(1)
                .withoutHighres()
                .run();
    }
}
