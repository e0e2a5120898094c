package io.iclight.io.image;

import java.util.Random;

/** Images that look like nothing, the same ones for the same seed. */
final class RandomImages {

    private RandomImages() {}

    static Image noise(long seed, ImageSize size, PixelFormat format) {
        byte[] samples = Image.allocate(size, format);
        new Random(seed).nextBytes(samples);
        return Image.of(size, format, samples);
    }

    /** Softer than noise, so that lossy files come near it. */
    static Image ramps(ImageSize size, PixelFormat format) {
        byte[] samples = Image.allocate(size, format);
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / format.channels();
            int x = pixel % size.width() * 200 / size.width();
            int y = pixel / size.width() * 50 / size.height();
            samples[i] = (byte) (x + y);
        }
        return Image.of(size, format, samples);
    }

    static ImageSize size(Random random, int largest) {
        return new ImageSize(1 + random.nextInt(largest), 1 + random.nextInt(largest));
    }
}
