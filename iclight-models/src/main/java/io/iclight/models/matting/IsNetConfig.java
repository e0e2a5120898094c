package io.iclight.models.matting;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;

/**
 * The shape of an IS-Net.
 *
 * @param inChannels channels of the image
 * @param outChannels channels of the maps
 */
public record IsNetConfig(int inChannels, int outChannels) {

    /** RMBG-1.4: a color image in, an alpha map out. */
    public static final IsNetConfig RMBG = new IsNetConfig(3, 1);

    /** Checks the components. */
    public IsNetConfig {
        if (inChannels < 1 || outChannels < 1) {
            throw new IllegalArgumentException(
                    "IS-Net needs channels, got " + inChannels + " in and " + outChannels + " out");
        }
    }

    /**
     * Reads the keys {@code in_ch} and {@code out_ch}; those of the host's own that stand beside them are passed over.
     *
     * @param json under RMBG-1.4's names; what is missing is as in RMBG-1.4
     * @return the configuration
     * @throws JsonException if a value is of the wrong kind
     */
    public static IsNetConfig of(JsonObject json) {
        return new IsNetConfig(
                json.optional("in_ch", json::int32).orElse(RMBG.inChannels),
                json.optional("out_ch", json::int32).orElse(RMBG.outChannels));
    }
}
