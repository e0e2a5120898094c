package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.ImageSize;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A piece of the work of a relight.
 *
 * @param kind which piece
 * @param size of the picture, both sides multiples of 64
 */
public record Work(Kind kind, ImageSize size) {

    private static final int MULTIPLE = 64;

    private static final ImageSize SQUARE = new ImageSize(512, 512);
    private static final ImageSize PORTRAIT = new ImageSize(512, 640);

    /** What can be timed. */
    public enum Kind {
        /** The text encoder on one prompt of 77 tokens. */
        CLIP,
        /** A picture to latents. */
        VAE_ENCODE,
        /** Latents to a picture. */
        VAE_DECODE,
        /** One call of the UNet for a guided step: the pair of an unconditional and a conditional sample. */
        UNET,
        /** A whole relight: both passes, prompts, encoding and decoding. */
        RELIGHT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private ImmutableList<ImageSize> usualSizes() {
            return switch (this) {
                case CLIP, VAE_ENCODE, VAE_DECODE -> ImmutableList.of(SQUARE);
                case UNET -> ImmutableList.of(SQUARE, PORTRAIT);
                case RELIGHT -> ImmutableList.of(PORTRAIT);
            };
        }
    }

    /** Checks the components. */
    public Work {
        Objects.requireNonNull(kind, "kind");
        if (size.width() % MULTIPLE != 0 || size.height() % MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "pictures are measured at multiples of " + MULTIPLE + " pixels, was " + size);
        }
    }

    /**
     * Lists work.
     *
     * @param kinds what to do
     * @param sizes of the pictures; where there are none, 512x512, and 512x640 for the UNet too and for relights
     * @return each kind at each size
     */
    public static ImmutableList<Work> of(List<Kind> kinds, List<ImageSize> sizes) {
        return kinds.stream()
                .flatMap(kind -> sizesOf(kind, sizes).map(size -> new Work(kind, size)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<ImageSize> sizesOf(Kind kind, List<ImageSize> sizes) {
        List<ImageSize> chosen = sizes.isEmpty() ? kind.usualSizes() : sizes;
        // A prompt has no size.
        return kind == Kind.CLIP ? chosen.stream().limit(1) : chosen.stream();
    }

    /**
     * Returns what the work is called.
     *
     * @return such as {@code unet 512x640}
     */
    public String label() {
        return kind == Kind.CLIP ? kind.toString() : kind + " " + size;
    }
}
