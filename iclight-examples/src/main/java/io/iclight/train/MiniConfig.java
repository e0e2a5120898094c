package io.iclight.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The configurations of the small model that a few hours of two cores can train. */
public enum MiniConfig {
    /** The autoencoder. */
    VAE("vae"),
    /** The UNet, with the 4 input channels of a plain one. */
    UNET("unet"),
    /** The text encoder. */
    TEXT_ENCODER("text_encoder"),
    /** The noise that the UNet is trained on. */
    SCHEDULER("scheduler"),
    /** The matting network. */
    MATTING("matting");

    private final String resource;

    MiniConfig(String name) {
        this.resource = "mini/" + name + ".json";
    }

    /**
     * Reads it.
     *
     * @return what its {@code config.json} holds
     */
    public JsonObject json() {
        try (InputStream stream = MiniConfig.class.getResourceAsStream(resource)) {
            return JsonReader.parse(new String(stream.readAllBytes(), UTF_8), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
