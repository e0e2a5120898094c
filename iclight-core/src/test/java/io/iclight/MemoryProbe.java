package io.iclight;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.machine.ProcessMemory;
import io.iclight.light.LightSide;
import java.nio.file.Path;

/** Relights again and again, and prints the process's memory after the first time and after the last. */
public final class MemoryProbe {

    private MemoryProbe() {}

    /**
     * Runs the probe, in a JVM whose heap has a fixed size.
     *
     * @param args an empty folder, and how many times to relight
     */
    public static void main(String... args) {
        Image photo = Image.filled(new ImageSize(128, 160), 200, 120, 60);
        try (Relighter relighter = new Relighter(TinyModels.load(Path.of(args[0])))) {
            int runs = Integer.parseInt(args[1]);
            for (int run = 1; run <= runs; run++) {
                relighter
                        .relight(photo)
                        .prompt("a vase")
                        .light(LightSide.LEFT)
                        .size(128, 160)
                        .steps(2)
                        .run();
                if (run == 1 || run == runs) {
                    System.out.println(ProcessMemory.currentBytes());
                }
            }
        }
    }
}
