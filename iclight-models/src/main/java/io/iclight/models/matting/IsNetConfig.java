package io.iclight.models.matting;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import java.util.Objects;

/**
 * The shape of an IS-Net.
 *
 * @param inChannels channels of the image
 * @param outChannels channels of the maps
 * @param width channels at the finest level, a multiple of 4; those of the other levels are in proportion
 * @param photoSize the size at which it sees photographs
 */
public record IsNetConfig(int inChannels, int outChannels, int width, PhotoSize photoSize) {

    /** RMBG-1.4: a color image in, an alpha map out. */
    public static final IsNetConfig RMBG = new IsNetConfig(3, 1, 64, PhotoSize.RMBG);

    /** Checks the components. */
    public IsNetConfig {
        Objects.requireNonNull(photoSize, "photoSize");
        if (inChannels < 1 || outChannels < 1) {
            throw new IllegalArgumentException(
                    "IS-Net needs channels, got " + inChannels + " in and " + outChannels + " out");
        }
        if (width < 4 || width % 4 != 0) {
            throw new IllegalArgumentException("IS-Net needs a width that is a multiple of 4, got " + width);
        }
    }

    /**
     * Reads the keys {@code in_ch} and {@code out_ch} of RMBG-1.4, and {@code width}, {@code photo_pixels} and {@code
     * photo_multiple}, which other sizes of the network have; keys of hosts that stand beside them are passed over.
     *
     * @param json what is missing is as in RMBG-1.4
     * @return the configuration
     * @throws JsonException if a value is of the wrong kind
     */
    public static IsNetConfig of(JsonObject json) {
        return new IsNetConfig(
                json.optional("in_ch", json::int32).orElse(RMBG.inChannels),
                json.optional("out_ch", json::int32).orElse(RMBG.outChannels),
                json.optional("width", json::int32).orElse(RMBG.width),
                new PhotoSize(
                        json.optional("photo_pixels", json::int32).orElse(PhotoSize.RMBG.pixels()),
                        json.optional("photo_multiple", json::int32).orElse(PhotoSize.RMBG.multiple())));
    }
}
