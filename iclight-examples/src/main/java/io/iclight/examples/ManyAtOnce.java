package io.iclight.examples;

import com.google.common.collect.ImmutableList;
import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.light.LightSide;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Asks for several relights at once, waits for some and cancels another; then for two seeds of one. */
public final class ManyAtOnce {

    private ManyAtOnce() {}

    /**
     * Relights a photo from two sides, and from two seeds.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            List<Relighting> sides = Stream.of(LightSide.LEFT, LightSide.RIGHT, LightSide.TOP)
                    .map(side -> relighting(relighter, args[2]).light(side))
                    .toList();
            ImmutableList<CompletableFuture<RelightResult>> futures = relighter.relightAll(sides);
            futures.get(2).cancel(true);
            System.out.println(futures.get(0).join().duration());
            System.out.println(futures.get(1).join().duration());
            RelightResult seeds = relighting(relighter, args[2]).seeds(7, 8).run();
            seeds.write(1, Path.of(args[3]));
        }
    }

    private static Relighting relighting(Relighter relighter, String photo) {
        return relighter
                .relight(Path.of(photo))
                .prompt("a vase, hard light")
                .size(64, 64)
                .steps(2);
    }
}
