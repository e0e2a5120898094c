package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.PredictionType;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.SpecialTokens;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.train.MiniConfig;
import io.iclight.train.optim.CalmStart;
import io.iclight.train.optim.ParameterVector;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the training of a {@link JointTraining joint model} begins with.
 *
 * @param unet what stands in the plain UNet's {@code config.json}
 * @param text what stands in the text encoder's
 * @param scheduler what stands in {@code scheduler_config.json}: what the UNet predicts
 * @param tokenizer folder of the vocabulary
 * @param trained folder of the joint model whose parameters it goes on from; empty to begin with random ones
 */
public record ModelStart(
        JsonObject unet, JsonObject text, JsonObject scheduler, Path tokenizer, Optional<Path> trained) {

    static final String UNET = "unet.";
    static final String TEXT = "text_encoder.";
    static final String MIXER = "mixer.";

    /** The model that has all the inputs there are. */
    static final IcLightModel MODEL = IcLightModel.FBC;

    /**
     * The small model, from nothing, for a vocabulary.
     *
     * @param tokenizer folder of the vocabulary
     * @param prediction what the UNet shall predict
     * @return random parameters of the small model's sizes
     * @throws io.iclight.models.clip.TokenizerException if the folder's files do not make a tokenizer
     */
    public static ModelStart ofMini(Path tokenizer, PredictionType prediction) {
        ClipTokenizer words = ClipTokenizer.read(tokenizer);
        SpecialTokens special = words.specialTokens();
        return new ModelStart(
                MiniConfig.UNET.json(),
                MiniConfig.TEXT_ENCODER
                        .json()
                        // A vocabulary of few words leaves numbers out before those of the special tokens.
                        .with("vocab_size", Math.max(words.vocabularySize(), special.end() + 1L))
                        .with("max_position_embeddings", (long) words.maxLength())
                        .with("bos_token_id", (long) special.start())
                        .with("eos_token_id", (long) special.end())
                        .with("pad_token_id", (long) special.pad()),
                MiniConfig.SCHEDULER.json().with("prediction_type", prediction.diffusersName()),
                tokenizer,
                Optional.empty());
    }

    /**
     * The best model of another training, or what was made of it.
     *
     * @param training folder of a {@link JointTraining}, or of a model that was packed or averaged from one
     * @param prediction what it shall predict from now on; empty for what it does
     * @return its parameters
     * @throws io.iclight.io.weights.WeightsException if a file is missing or malformed
     */
    public static ModelStart ofTrained(Path training, Optional<PredictionType> prediction) {
        JsonObject scheduler = JsonReader.read(training.resolve("scheduler/scheduler_config.json"));
        return new ModelStart(
                JsonReader.read(training.resolve("unet/config.json")),
                JsonReader.read(training.resolve("text_encoder/config.json")),
                prediction
                        .map(type -> scheduler.with("prediction_type", type.diffusersName()))
                        .orElse(scheduler),
                training.resolve("tokenizer"),
                Optional.of(training));
    }

    UNetConfig unetConfig() {
        return MODEL.grow(UNetConfig.of(unet));
    }

    ClipTextConfig textConfig() {
        return ClipTextConfig.of(text);
    }

    /**
     * The first parameters.
     *
     * @param mixer those of a mixer, which always begins anew; borrowed for the duration of the call
     * @param seed decides those of UNet and text encoder, where nothing was trained before
     */
    ParameterVector parameters(TensorSource mixer, long seed) {
        if (trained.isPresent()) {
            return trained(trained.get(), mixer);
        }
        return joined(
                calm(HashWeights.model(UNet.parameters(unetConfig()), seed)),
                calm(HashWeights.model(ClipTextEncoder.parameters(textConfig()), seed + 1)),
                mixer);
    }

    private static TensorSource calm(TensorSource source) {
        return new CalmStart(source, 0.1);
    }

    private static ParameterVector trained(Path folder, TensorSource mixer) {
        Checkpoint checkpoint = Checkpoint.open(folder);
        try (TensorSource plain = checkpoint.weights(Part.UNET);
                TensorSource offset = SafetensorsFile.open(folder.resolve(Offsets.name(MODEL)));
                TensorSource text = checkpoint.weights(Part.TEXT_ENCODER)) {
            return joined(IcLightWeights.add(plain, offset), text, mixer);
        }
    }

    private static ParameterVector joined(TensorSource unet, TensorSource text, TensorSource mixer) {
        return ParameterVector.of(new Joined(ImmutableMap.of(UNET, unet, TEXT, text, MIXER, mixer)));
    }
}
