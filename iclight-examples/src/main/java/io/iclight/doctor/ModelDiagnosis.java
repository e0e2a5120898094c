package io.iclight.doctor;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.MissingPartException;
import io.iclight.models.checkpoint.VocabularyPath;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.iclight.OffsetFile;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a base model and at IC-Light's offset, part by part. Nothing but headers and small files is read. */
public final class ModelDiagnosis {

    private ModelDiagnosis() {}

    /**
     * Looks at a base model.
     *
     * @param model a folder in diffusers' layout, or a single file
     * @return a finding for each part
     */
    public static ImmutableList<Finding> ofBase(Path model) {
        if (!Files.exists(model)) {
            return ImmutableList.of(Finding.problem("model", "missing", model + " is not there"));
        }
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            return ImmutableList.of(
                    finding("unet", () -> unet(checkpoint)),
                    finding("vae", () -> autoencoder(checkpoint)),
                    finding("text_encoder", () -> textEncoder(checkpoint)),
                    finding("tokenizer", () -> tokenizer(checkpoint)));
        } catch (RuntimeException e) {
            return ImmutableList.of(failure("model", e));
        }
    }

    /**
     * Looks at an offset.
     *
     * @param offset one of IC-Light's files
     * @return what it is
     */
    public static Finding ofOffset(Path offset) {
        return finding("iclight", () -> {
            try (TensorSource tensors = OffsetFile.open(offset, StableDiffusion15.unet())) {
                IcLightModel model = IcLightModel.of(tensors);
                // Their shapes are the same.
                String orElse = model == IcLightModel.FC ? ", or fcon" : "";
                return Finding.of("iclight", TensorSummary.of(tensors) + ", " + shape(tensors) + ": " + model + orElse);
            }
        });
    }

    /**
     * Looks whether an offset can be added to a base model.
     *
     * @param model the base model
     * @param offset one of IC-Light's files
     * @return whether they fit each other
     */
    public static Finding ofBoth(Path model, Path offset) {
        return finding("together", () -> {
            try (Checkpoint checkpoint = Checkpoint.open(model);
                    IcLightWeights sum = IcLightWeights.add(
                            checkpoint.weights(Part.UNET), OffsetFile.open(offset, checkpoint.unetConfig()))) {
                UNet.requireFit(sum.model().grow(checkpoint.unetConfig()), sum);
                return Finding.of("together", "they fit: " + sum.model());
            }
        });
    }

    private static Finding unet(Checkpoint checkpoint) {
        try (TensorSource weights = checkpoint.weights(Part.UNET)) {
            String found = TensorSummary.of(weights) + ", " + shape(weights);
            UNetConfig config = checkpoint.unetConfig();
            UNet.requireFit(config, weights);
            return config.inChannels() == config.outChannels()
                    ? Finding.of("unet", found)
                    : Finding.problem(
                            "unet",
                            found,
                            "it takes " + config.inChannels() + " channels, a plain UNet " + config.outChannels()
                                    + "; use a Stable Diffusion 1.5 model that is neither for inpainting nor relit"
                                    + " already");
        }
    }

    private static Finding autoencoder(Checkpoint checkpoint) {
        try (TensorSource weights = checkpoint.weights(Part.VAE)) {
            Autoencoder.requireFit(checkpoint.autoencoderConfig(), weights);
            return Finding.of("vae", TensorSummary.of(weights).toString());
        }
    }

    private static Finding textEncoder(Checkpoint checkpoint) {
        try (TensorSource weights = checkpoint.weights(Part.TEXT_ENCODER)) {
            ClipTextEncoder.requireFit(checkpoint.textConfig(), weights);
            return Finding.of("text_encoder", TensorSummary.of(weights).toString());
        }
    }

    private static Finding tokenizer(Checkpoint checkpoint) {
        Optional<VocabularyPath> vocabulary = checkpoint.vocabulary();
        if (vocabulary.isEmpty()) {
            return Finding.problem(
                    "tokenizer",
                    "none",
                    MissingPartException.vocabulary(checkpoint).getMessage());
        }
        ClipTokenizer tokenizer = vocabulary.get().read();
        int known = checkpoint.textConfig().vocabularySize();
        int end = tokenizer.specialTokens().end();
        String found = tokenizer.vocabularySize() + " tokens, of which the last is " + end;
        return end < known
                ? Finding.of("tokenizer", found)
                : Finding.problem(
                        "tokenizer",
                        found,
                        "the text encoder knows " + known + " tokens; take the tokenizer of its model");
    }

    private static String shape(TensorSource weights) {
        TensorInfo convolution = weights.tensors().get(IcLightModel.INPUT_CONVOLUTION);
        return convolution == null ? "no " + IcLightModel.INPUT_CONVOLUTION : "conv_in " + convolution.shape();
    }

    /** A diagnosis goes on whatever is wrong with a part. */
    private static Finding finding(String part, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return failure(part, e);
        }
    }

    private static Finding failure(String part, RuntimeException e) {
        return Finding.problem(part, "cannot be used", e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
