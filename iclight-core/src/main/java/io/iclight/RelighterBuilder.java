package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.DiffusersFolder;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Says which models a {@link Relighter} loads. */
public final class RelighterBuilder {

    private Optional<Path> model = Optional.empty();
    private Optional<Path> iclight = Optional.empty();

    RelighterBuilder() {}

    /**
     * Names the base checkpoint.
     *
     * @param folder of a Stable Diffusion 1.5 model in diffusers' layout: {@code unet/}, {@code vae/},
     *     {@code text_encoder/}, {@code tokenizer/}
     * @return this
     */
    public RelighterBuilder model(Path folder) {
        this.model = Optional.of(Objects.requireNonNull(folder, "folder"));
        return this;
    }

    /**
     * Names IC-Light's offset.
     *
     * @param file {@code iclight_sd15_fc.safetensors} or {@code iclight_sd15_fcon.safetensors}
     * @return this
     */
    public RelighterBuilder iclight(Path file) {
        this.iclight = Optional.of(Objects.requireNonNull(file, "file"));
        return this;
    }

    /**
     * Loads the models. The offset is checked first, since it is most often the wrong file.
     *
     * @return a relighter, to be closed by the caller
     * @throws IllegalStateException if no model or no offset was named
     * @throws io.iclight.io.weights.WeightsException if a file is missing, malformed, or not what it should be
     */
    public Relighter build() {
        Path folder = model.orElseThrow(
                () -> new IllegalStateException(
                        "no base checkpoint was named; call model(folder) with a Stable Diffusion 1.5 model in diffusers' layout"));
        Path offsetFile = iclight.orElseThrow(() ->
                new IllegalStateException("no offset was named; call iclight(file) with iclight_sd15_fc.safetensors"));
        try (SafetensorsFile offset = SafetensorsFile.open(offsetFile)) {
            IcLightModel.FC.require(offset);
            return new Relighter(load(DiffusersFolder.open(folder), offset));
        }
    }

    private static RelightModels load(DiffusersFolder checkpoint, TensorSource offset) {
        ClipTokenizer tokenizer = ClipTokenizer.read(checkpoint.tokenizer());
        OpenedModels opened = new OpenedModels();
        try {
            UNet unet = opened.add(unet(checkpoint, offset), UNet::close);
            Autoencoder autoencoder = opened.add(autoencoder(checkpoint), Autoencoder::close);
            ClipTextEncoder textEncoder = opened.add(textEncoder(checkpoint), ClipTextEncoder::close);
            return new RelightModels(tokenizer, textEncoder, autoencoder, unet);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private static UNet unet(DiffusersFolder checkpoint, TensorSource offset) {
        UNetConfig config = IcLightModel.FC.grow(UNetConfig.of(checkpoint.config(Part.UNET)));
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
