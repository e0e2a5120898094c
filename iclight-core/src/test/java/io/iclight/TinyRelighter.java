package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One relighter of {@link TinyModels} for the tests of a class, and a photo for it: 70 x 90, all of it subject. */
final class TinyRelighter implements BeforeAllCallback, AfterAllCallback {

    private static final ImageSize SIZE = new ImageSize(70, 90);

    private final int mostTogether;
    private Path folder;
    private Relighter relighter;
    private Image photo;

    TinyRelighter() {
        this(1);
    }

    /** With relights that wait in batches of so many. */
    TinyRelighter(int mostTogether) {
        this.mostTogether = mostTogether;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("tiny-relighter");
        relighter = new Relighter(load(), mostTogether);
        byte[] samples = new byte[SIZE.width() * SIZE.height() * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 7);
        }
        photo = Image.of(SIZE, PixelFormat.RGB, samples);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        relighter.close();
        for (String file : List.of("vocab.json", "merges.txt", "")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /** Models for a relighter more, which the caller closes. */
    RelightModels load() {
        return TinyModels.load(folder);
    }

    Relighter relighter() {
        return relighter;
    }

    Image photo() {
        return photo;
    }

    /** Begins a relight of two steps a pass, from 64 x 64 to 128 x 128. */
    Relighting relight() {
        return relighter
                .relight(photo)
                .prompt("a vase, sunset over sea")
                .size(64, 64)
                .steps(2);
    }
}
