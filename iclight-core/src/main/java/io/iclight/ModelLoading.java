package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.config.UnsupportedConfigException;
import io.iclight.models.folder.DiffusersFolder;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.samplers.Prediction;
import java.nio.file.Path;

/** From files to models: opens them, checks them, and frees what was loaded if the rest cannot be. */
final class ModelLoading {

    private final Path model;
    private final Path iclight;

    /**
     * Names the files.
     *
     * @param model the base checkpoint
     * @param iclight IC-Light's offset
     */
    ModelLoading(Path model, Path iclight) {
        this.model = model;
        this.iclight = iclight;
    }

    /** The offset is checked first, since it is most often the wrong file. */
    RelightModels load() {
        try (SafetensorsFile offset = SafetensorsFile.open(iclight)) {
            return load(DiffusersFolder.open(model), offset);
        }
    }

    private static RelightModels load(DiffusersFolder checkpoint, TensorSource offset) {
        ClipTokenizer tokenizer = ClipTokenizer.read(checkpoint.tokenizer());
        OpenedModels opened = new OpenedModels();
        try {
            UNet unet = opened.add(unet(checkpoint, offset), UNet::close);
            Autoencoder autoencoder = opened.add(autoencoder(checkpoint), Autoencoder::close);
            ClipTextEncoder textEncoder = opened.add(textEncoder(checkpoint), ClipTextEncoder::close);
            return new RelightModels(tokenizer, textEncoder, autoencoder, unet, prediction(checkpoint));
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    /** What the scheduler's configuration says; without one it is noise, as in Stable Diffusion 1.5. */
    private static Prediction prediction(DiffusersFolder checkpoint) {
        String type = checkpoint
                .scheduler()
                .flatMap(config -> config.optional("prediction_type", config::string))
                .orElse("epsilon");
        return switch (type) {
            case "epsilon" -> Prediction.EPSILON;
            case "v_prediction" -> Prediction.V;
            case "sample" -> Prediction.SAMPLE;
            default ->
                throw new UnsupportedConfigException(checkpoint + " has the prediction_type \"" + type
                        + "\" in scheduler/scheduler_config.json; supported are epsilon, v_prediction and sample");
        };
    }

    private static UNet unet(DiffusersFolder checkpoint, TensorSource offset) {
        UNetConfig config = IcLightModel.of(offset).grow(UNetConfig.of(checkpoint.config(Part.UNET)));
        try (TensorSource base = checkpoint.weights(Part.UNET)) {
            return new UNet(config, IcLightWeights.add(base, offset), ElementType.F32);
        }
    }

    private static Autoencoder autoencoder(DiffusersFolder checkpoint) {
        try (TensorSource weights = checkpoint.weights(Part.VAE)) {
            return new Autoencoder(AutoencoderConfig.of(checkpoint.config(Part.VAE)), weights, ElementType.F32);
        }
    }

    private static ClipTextEncoder textEncoder(DiffusersFolder checkpoint) {
        try (TensorSource weights = checkpoint.weights(Part.TEXT_ENCODER)) {
            return new ClipTextEncoder(
                    ClipTextConfig.of(checkpoint.config(Part.TEXT_ENCODER)), weights, ElementType.F32);
        }
    }
}
