package io.iclight.models.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.folder.Part;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The shapes of Stable Diffusion 1.x, for checkpoints that come without {@code config.json}: single files. */
public final class StableDiffusion15 {

    private StableDiffusion15() {}

    /**
     * Returns a model's configuration, under diffusers' or transformers' names.
     *
     * @param part the model; the UNet is a plain one, with 4 input channels
     * @return what its {@code config.json} holds
     */
    public static JsonObject config(Part part) {
        return resource(part.folder(), part.folder() + "/config.json");
    }

    /**
     * Returns the scheduler's configuration: how noise was added in training.
     *
     * @return what {@code scheduler/scheduler_config.json} holds
     */
    public static JsonObject scheduler() {
        return resource("scheduler", "scheduler_config.json");
    }

    private static JsonObject resource(String name, String file) {
        try (InputStream stream = StableDiffusion15.class.getResourceAsStream("sd15/" + name + ".json")) {
            return JsonReader.parse(new String(stream.readAllBytes(), UTF_8), "Stable Diffusion 1.5's " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the shape of the UNet.
     *
     * @return of a plain one, with 4 input channels
     */
    public static UNetConfig unet() {
        return UNetConfig.of(config(Part.UNET));
    }

    /**
     * Returns the shape of the autoencoder.
     *
     * @return of the one with 4 latent channels and a scaling factor of 0.18215
     */
    public static AutoencoderConfig autoencoder() {
        return AutoencoderConfig.of(config(Part.VAE));
    }

    /**
     * Returns the shape of the text encoder.
     *
     * @return of OpenAI's CLIP ViT-L/14
     */
    public static ClipTextConfig textEncoder() {
        return ClipTextConfig.of(config(Part.TEXT_ENCODER));
    }
}
