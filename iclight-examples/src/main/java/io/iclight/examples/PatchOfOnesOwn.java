package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.models.unet.patch.FreeU;
import io.iclight.models.unet.patch.QueryKeyValue;
import io.iclight.models.unet.patch.UNetPatch;
import java.nio.file.Path;
import org.bytedeco.pytorch.Scalar;

/**
 * Changes what the UNet computes: FreeU, and a patch as one lambda, which lets the second level's pixels look more sharply
 * at those that are like them.
 */
public final class PatchOfOnesOwn {

    private PatchOfOnesOwn() {}

    /**
     * Relights a photo with a patch that is written here.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        UNetPatch sharper = UNetPatch.ofAttention((given, site, product) -> site.isSelf()
                        && site.block().level() == 1
                ? product.forward(new QueryKeyValue(given.query().mul(new Scalar(1.2)), given.key(), given.value()))
                : product.forward(given));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            relighter
                    .relight(Path.of(args[2]))
                    .prompt("handsome man, neon light, city")
                    .size(128, 128)
                    .steps(2)
                    .patch(new FreeU(1.1, 1.2, 0.9, 0.8))
                    .patch(sharper)
                    .run()
                    .write(Path.of(args[3]));
        }
    }
}
