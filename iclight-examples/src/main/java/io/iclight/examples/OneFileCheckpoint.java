package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.CheckpointWriter;
import io.iclight.models.checkpoint.Layout;
import java.nio.file.Path;

/** Relights with a checkpoint in a single file, as A1111, ComfyUI and Forge have them, made here from a folder. */
public final class OneFileCheckpoint {

    private OneFileCheckpoint() {}

    /**
     * Writes a checkpoint as a single file, and relights a photo with it.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, the picture to write, and the file to write
     */
    public static void main(String... args) {
        Path folder = Path.of(args[0]);
        Path file = Path.of(args[4]);
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            CheckpointWriter.create().write(checkpoint, Layout.LDM, file);
        }
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            System.out.println(checkpoint + ", which predicts " + checkpoint.predictionType());
        }
        try (Relighter relighter = Relighter.builder()
                .model(file)
                .iclight(Path.of(args[1]))
                // A single file has no vocabulary; CLIP's own file would do too.
                .tokenizerFrom(folder.resolve("tokenizer"))
                .build()) {
            relighter
                    .relight(Path.of(args[2]))
                    .prompt("handsome man, sunshine from window")
                    .size(128, 128)
                    .steps(2)
                    .run()
                    .write(Path.of(args[3]));
        }
    }
}
