package io.iclight.matting;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import io.iclight.models.matting.Matting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sources that need no picture of their own. */
enum StandardMatte implements MatteSource {
    AUTO {
        @Override
        public Matting matting(Image photo, Optional<Matting> network) {
            if (Transparency.isIn(photo)) {
                return Matte::ofAlpha;
            }
            return network.orElse(StandardMatte::allOf);
        }
    },
    ALPHA {
        @Override
        public Matting matting(Image photo, Optional<Matting> network) {
            if (photo.format() != PixelFormat.RGBA) {
                throw new MattingException("the photo's opacity was to be its matte, but it is " + photo
                        + " and has none; give an RGBA picture, a mask, or another source");
            }
            return Matte::ofAlpha;
        }
    },
    NETWORK {
        @Override
        public Matting matting(Image photo, Optional<Matting> network) {
            return network.orElseThrow(
                    () -> new MattingException("a network was to make the matte, but none is loaded; name RMBG-1.4 with"
                            + " Relighter.builder().matting(path)"));
        }
    },
    NONE {
        @Override
        public Matting matting(Image photo, Optional<Matting> network) {
            return StandardMatte::allOf;
        }
    };

    private static Matte allOf(Image photo) {
        ImageSize size = photo.size();
        float[] opacity = new float[Math.toIntExact(size.pixels())];
        Arrays.fill(opacity, 1);
        return Matte.of(FloatImage.of(size, 1, opacity));
    }

    /** Returns the name that stands in a request's JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
