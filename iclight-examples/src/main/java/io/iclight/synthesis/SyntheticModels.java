package io.iclight.synthesis;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The parameters of a synthetic checkpoint, made by {@link HashWeights}.
 *
 * <p>The UNet takes the seed itself, the autoencoder the next, the text encoder the one after, and an offset the ninth
 * after: with {@link Preset#TINY} and the seed 1030 these are the parameters of the parity case {@code
 * pipeline/fc_left_merged}.
 *
 * @param preset how large they are
 * @param seed any number
 */
public record SyntheticModels(Preset preset, long seed) {

    /** How large an offset is against the parameters that it is added to, as in the parity cases. */
    public static final double OFFSET_GAIN = 0.1;

    private static final int OFFSET_SEED = 9;

    /** Checks the components. */
    public SyntheticModels {
        Objects.requireNonNull(preset, "preset");
    }

    /**
     * Makes a model's parameters.
     *
     * @param part the model
     * @return its parameters in float32, computed as they are read
     */
    public TensorSource weights(Part part) {
        return HashWeights.model(preset.parameters(part), seedOf(part));
    }

    /**
     * Makes an IC-Light offset.
     *
     * @param model which of IC-Light's models
     * @return the offset's parameters in float32, computed as they are read
     */
    public TensorSource offset(IcLightModel model) {
        return HashWeights.offset(preset.offsetParameters(model), seed + OFFSET_SEED, OFFSET_GAIN);
    }

    /**
     * Makes the parameters of a UNet that has the input channels of one of IC-Light's models, as if an offset had been
     * added; the values are others.
     *
     * @param model which of IC-Light's models
     * @return its parameters in float32, computed as they are read
     */
    public TensorSource grownUNet(IcLightModel model) {
        return HashWeights.model(preset.offsetParameters(model), seed);
    }

    /**
     * Makes the tokenizer of our own, by way of a temporary folder.
     *
     * @return a tokenizer whose tokens the text encoder knows
     */
    public ClipTokenizer tokenizer() {
        try {
            Path folder = Files.createTempDirectory("iclight-tokenizer");
            try {
                TokenizerFolder.ofOurOwn().write(folder, preset.vocabularySize());
                return ClipTokenizer.read(folder);
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tokenizer cannot be written to a temporary folder: " + e, e);
        }
    }

    private long seedOf(Part part) {
        return switch (part) {
            case UNET -> seed;
            case VAE -> seed + 1;
            case TEXT_ENCODER -> seed + 2;
        };
    }
}
