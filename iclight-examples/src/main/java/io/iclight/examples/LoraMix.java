package io.iclight.examples;

import com.google.common.collect.ImmutableMap;
import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
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

    /** A LoRA of the kind that trainers write, for every projection of attention, that was never trained. */
    private static Path madeUp(Path model, Path file, long seed) {
        ImmutableMap.Builder<String, TensorInfo> tensors = ImmutableMap.builder();
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            LoraTargets targets = LoraTargets.of(checkpoint.unetConfig(), checkpoint.textConfig());
            for (LoraTarget target : targets.all()) {
                if (target.module().contains("attn")) {
                    long out = targets.shape(target).get(0);
                    long in = targets.shape(target).get(1);
                    tensors.put(target.kohyaName() + ".lora_down.weight", TensorInfo.of(ElementType.F16, RANK, in));
                    tensors.put(target.kohyaName() + ".lora_up.weight", TensorInfo.of(ElementType.F16, out, RANK));
                }
            }
        }
        SafetensorsWriter.create()
                .roundedTo(ElementType.F16)
                .write(HashWeights.offset(tensors.buildOrThrow(), seed, 0.2), file);
        return file;
    }
}
