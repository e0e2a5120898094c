package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.request.PromptSyntax;
import java.nio.file.Path;

/** Writes a prompt in A1111's syntax: emphasis, and words that come and go as the picture forms. */
public final class PromptThatChanges {

    private PromptThatChanges() {}

    /**
     * Relights a photo from dawn to noon.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            RelightResult result = relighter
                    .relight(Path.of(args[2]))
                    .prompt("a vase, [blue dawn:bright noon:0.25], (soft light:1.3), [mist|haze] BREAK on a table")
                    .promptSyntax(PromptSyntax.A1111)
                    .clipSkip(1)
                    .size(128, 128)
                    .steps(4)
                    .run();
            result.write(Path.of(args[3]));
        }
    }
}
