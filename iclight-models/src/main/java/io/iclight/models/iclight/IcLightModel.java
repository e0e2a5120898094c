package io.iclight.models.iclight;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.unet.UNetConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which of IC-Light's models an offset makes of a UNet, told by the input channels of its first convolution. */
public enum IcLightModel {
    /** Conditioned on the foreground: 4 channels of noise and 4 of the foreground. */
    FC("the foreground", 8, "iclight_sd15_fc.safetensors or iclight_sd15_fcon.safetensors"),
    /** Conditioned on foreground and background: 4 channels of noise and 4 of each. */
    FBC("foreground and background", 12, "iclight_sd15_fbc.safetensors");

    /** The first convolution of a UNet, by diffusers' name. */
    public static final String INPUT_CONVOLUTION = "conv_in.weight";

    /** Channels of the latents that are denoised. */
    public static final int LATENT_CHANNELS = 4;

    private final String condition;
    private final int inChannels;
    private final String files;

    IcLightModel(String condition, int inChannels, String files) {
        this.condition = condition;
        this.inChannels = inChannels;
        this.files = files;
    }

    /**
     * Returns the channels of the UNet's sample: those of the noise and those of the conditions.
     *
     * @return 8 or 12
     */
    public int inChannels() {
        return inChannels;
    }

    /**
     * Changes a plain UNet's configuration to this model's.
     *
     * @param base of the UNet that an offset is added to
     * @return a configuration that differs in the input channels
     */
    public UNetConfig grow(UNetConfig base) {
        return base.withInChannels(inChannels);
    }

    /**
     * Tells which model an offset is for, from its header alone.
     *
     * @param offset the offset's parameters, under diffusers' names; borrowed
     * @return the model
     * @throws OffsetException if it is none of IC-Light's; the message says which files are
     */
    public static IcLightModel of(TensorSource offset) {
        TensorInfo convolution = offset.tensors().get(INPUT_CONVOLUTION);
        if (convolution == null || convolution.shape().length() != 4) {
            throw none(offset, "it has no " + INPUT_CONVOLUTION + " of four axes under diffusers' names");
        }
        long channels = convolution.shape().get(1);
        return Arrays.stream(values())
                .filter(model -> model.inChannels == channels)
                .findFirst()
                .orElseThrow(() -> none(
                        offset, "its " + INPUT_CONVOLUTION + " takes " + channels + " channels" + guess(channels)));
    }

    static OffsetException none(TensorSource offset, String reason) {
        return new OffsetException(offset.origin() + " is no IC-Light offset: " + reason + "; use " + allFiles());
    }

    /**
     * Tells which model a UNet is, by the channels of its sample.
     *
     * @param config of a UNet that an offset was added to
     * @return the model
     * @throws IllegalArgumentException if it is none of IC-Light's
     */
    public static IcLightModel of(UNetConfig config) {
        return Arrays.stream(values())
                .filter(model -> model.inChannels == config.inChannels())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a UNet of IC-Light takes 8 or 12 channels, this one takes " + config.inChannels()));
    }

    /**
     * Checks that an offset is for this model, from its header alone.
     *
     * @param offset the offset's parameters, under diffusers' names; borrowed
     * @throws OffsetException if it is for another model, or none; the message says which files to use
     */
    public void require(TensorSource offset) {
        IcLightModel found = of(offset);
        if (found != this) {
            throw new OffsetException(
                    offset.origin() + " is an offset for " + found + ", but " + this + " was asked for; use " + files);
        }
    }

    private static String guess(long channels) {
        if (channels == LATENT_CHANNELS) {
            return ", as a plain UNet does";
        }
        return channels == 9 ? ", as an inpainting UNet does" : "";
    }

    private static String allFiles() {
        return Arrays.stream(values())
                .map(model -> model.files + " (conditioned on " + model.condition + ")")
                .collect(Collectors.joining(", or "));
    }

    ImmutableLongArray grownShape(ImmutableLongArray base) {
        return ImmutableLongArray.builder()
                .add(base.get(0))
                .add(inChannels)
                .addAll(base.subArray(2, base.length()))
                .build();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " (conditioned on " + condition + ", " + inChannels + " channels)";
    }
}
