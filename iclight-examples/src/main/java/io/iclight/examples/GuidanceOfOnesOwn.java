package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import java.nio.file.Path;
import org.bytedeco.pytorch.Scalar;

/** Guides strongly without overexposing; then with a formula of one's own, whose scale falls from step to step. */
public final class GuidanceOfOnesOwn {

    private GuidanceOfOnesOwn() {}

    /**
     * Relights a photo with both, and writes the second.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        Guidance gentle = new Interval(new Rescaled(new ClassifierFree(6), 0.7), 0, 0.8);
        Guidance falling = (negative, positive, moment) -> {
            double scale = 4 - 3.0 * moment.step() / moment.steps();
            return negative.add(positive.sub(negative), new Scalar(scale));
        };
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            Relighting relighting = relighter
                    .relight(Path.of(args[2]))
                    .prompt("a vase, hard light")
                    .size(128, 128)
                    .steps(3);
            System.out.println(relighting.guidance(gentle).run().request().toJson());
            relighting.guidance(falling).run().write(Path.of(args[3]));
        }
    }
}
