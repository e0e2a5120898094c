package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.bundled.BundledModel;
import io.iclight.internal.LatentCodec;
import io.iclight.internal.LatentMemory;
import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.Tiling;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** The bundled model's autoencoder, in one piece and in tiles. */
final class TiledAutoencoderTest {

    /** Of a pixel, from 0 to 255. */
    private static final int DIFFERENCE = 2;

    @Test
    void tilesOfAPictureDifferFromTheWholeByNoMoreThanIsSeen() {
        Image photo = PillowFilter.LANCZOS.resize(
                ImageDecoder.STANDARD
                        .read(Path.of("../docs/images/subject.png"))
                        .toRgb(),
                new ImageSize(512, 576));
        try (Relighter relighter = Relighter.builder()
                        .model(BundledModel.MINI.folder())
                        .tiling(new Tiling(384))
                        .build();
                Autoencoder whole = relighter.models().autoencoder().with(Tiling.NONE);
                TensorScope scope = TensorScope.open()) {
            RelightModels models = relighter.models();
            LatentCodec tiles = new LatentCodec(models.autoencoder(), LatentMemory.NONE);
            LatentCodec onePiece = new LatentCodec(whole, LatentMemory.NONE);
            Tensor latents = onePiece.encode(List.of(photo));

            Image expected = onePiece.decode(latents).get(0);
            assertThat(largestDifference(tiles.decode(latents).get(0), expected))
                    .isBetween(1, DIFFERENCE);
            assertThat(tiles.encode(List.of(photo)).sub(latents).abs().max().item_double())
                    .isLessThan(0.05 * latents.std().item_double());
        }
    }

    private static int largestDifference(Image one, Image other) {
        byte[] a = one.samples();
        byte[] b = other.samples();
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return largest;
    }
}
