package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
import io.iclight.synthesis.SyntheticLora;
import java.nio.file.Path;
import java.util.List;

/** Adds LoRA files to a relighter that is loaded, changes their weights, and takes them away again. */
public final class LoraMix {

    private static final int RANK = 4;

    private LoraMix() {}

    /**
     * Relights a photo without LoRA, with one, and with two, and checks that the first is left as it was.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, the picture to write, and a folder for two LoRA
     *     files that are made up
     */
    public static void main(String... args) {
        Path folder = Path.of(args[0]);
        Path style = madeUp(folder, Path.of(args[4], "style.safetensors"), 1);
        Path person = madeUp(folder, Path.of(args[4], "person.safetensors"), 2);
        Path photo = Path.of(args[2]);
        try (Relighter relighter =
                Relighter.builder().model(folder).iclight(Path.of(args[1])).build()) {
            RelightResult plain = relight(relighter, photo);
            for (double weight : new double[] {0.4, 0.8}) {
                List<Lora> mix = List.of(Lora.of(style, weight), Lora.of(person, 0.5));
                try (Relighter changed = relighter.withLoras(mix)) {
                    RelightResult result = relight(changed, photo);
                    System.out.println(
                            mix + " changes the picture: " + !result.image().equals(plain.image()));
                    result.write(Path.of(args[3]));
                }
            }
            boolean same = relight(relighter, photo).image().equals(plain.image());
            System.out.println("without LoRA the picture is what it was: " + same);
        }
    }

    private static RelightResult relight(Relighter relighter, Path photo) {
        return relighter
                .relight(photo)
                .prompt("handsome man, studio light")
                .size(64, 64)
                .steps(2)
                .run();
    }

    /** For every projection of attention. */
    private static Path madeUp(Path model, Path file, long seed) {
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            LoraTargets targets = LoraTargets.of(checkpoint.unetConfig(), checkpoint.textConfig());
            return new SyntheticLora(targets, target -> target.module().contains("attn"), RANK, seed).write(file);
        }
    }
}
