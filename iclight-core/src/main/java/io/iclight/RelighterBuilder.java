package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.models.matting.RmbgCheckpoint;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Says which models a {@link Relighter} loads. */
public final class RelighterBuilder {

    private Optional<Path> model = Optional.empty();
    private Optional<Path> iclight = Optional.empty();
    private Optional<Path> matting = Optional.empty();

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
     * @param file {@code iclight_sd15_fc.safetensors} or {@code iclight_sd15_fcon.safetensors}, which see the foreground, or
     *     {@code iclight_sd15_fbc.safetensors}, which sees a background too
     * @return this
     */
    public RelighterBuilder iclight(Path file) {
        this.iclight = Optional.of(Objects.requireNonNull(file, "file"));
        return this;
    }

    /**
     * Names a network that finds the subject of a photo, RMBG-1.4; by default there is none.
     *
     * @param path its {@code model.safetensors}, or the folder that has it
     * @return this
     */
    public RelighterBuilder matting(Path path) {
        this.matting = Optional.of(Objects.requireNonNull(path, "path"));
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
        return new Relighter(withMatting(new ModelLoading(folder, offsetFile).load()));
    }

    /** Takes ownership of the models. */
    private RelightModels withMatting(RelightModels models) {
        try {
            return matting.map(path -> models.with(RmbgCheckpoint.load(path))).orElse(models);
        } catch (RuntimeException | Error e) {
            models.close();
            throw e;
        }
    }
}
