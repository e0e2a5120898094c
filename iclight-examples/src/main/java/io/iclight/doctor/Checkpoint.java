package io.iclight.doctor;

import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.DiffusersFolder;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A base model in one of the layouts that there are. A part that is missing or malformed throws when it is asked for. */
interface Checkpoint extends AutoCloseable {

    UNetConfig unetConfig();

    AutoencoderConfig autoencoderConfig();

    ClipTextConfig textConfig();

    /** Under diffusers' names; to be closed by the caller. */
    TensorSource weights(Part part);

    /** Empty where the layout has none. */
    Optional<ClipTokenizer> tokenizer();

    @Override
    void close();

    static Checkpoint open(Path model) {
        return Files.isDirectory(model)
                ? new Folder(DiffusersFolder.maybeIncomplete(model))
                : new SingleFile(LdmCheckpoint.of(SafetensorsFile.open(model)));
    }

    /**
     * In diffusers' layout.
     *
     * @param folder that has a folder for each part
     */
    record Folder(DiffusersFolder folder) implements Checkpoint {

        @Override
        public UNetConfig unetConfig() {
            return UNetConfig.of(folder.config(Part.UNET));
        }

        @Override
        public AutoencoderConfig autoencoderConfig() {
            return AutoencoderConfig.of(folder.config(Part.VAE));
        }

        @Override
        public ClipTextConfig textConfig() {
            return ClipTextConfig.of(folder.config(Part.TEXT_ENCODER));
        }

        @Override
        public TensorSource weights(Part part) {
            return folder.weights(part);
        }

        @Override
        public Optional<ClipTokenizer> tokenizer() {
            return Optional.of(ClipTokenizer.read(folder.tokenizer()));
        }

        @Override
        public void close() {}
    }

    /**
     * In the layout of the original programs; its shapes are Stable Diffusion 1.5's.
     *
     * @param file that has all parts
     */
    record SingleFile(LdmCheckpoint file) implements Checkpoint {

        @Override
        public UNetConfig unetConfig() {
            return StableDiffusion15.unet();
        }

        @Override
        public AutoencoderConfig autoencoderConfig() {
            return StableDiffusion15.autoencoder();
        }

        @Override
        public ClipTextConfig textConfig() {
            return StableDiffusion15.textEncoder();
        }

        @Override
        public TensorSource weights(Part part) {
            return switch (part) {
                case UNET -> file.unet(unetConfig());
                case VAE -> file.autoencoder(autoencoderConfig());
                case TEXT_ENCODER -> file.textEncoder();
            };
        }

        @Override
        public Optional<ClipTokenizer> tokenizer() {
            return Optional.empty();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
