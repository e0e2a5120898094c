package io.iclight.synthesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** How large the models of a synthetic checkpoint are. */
public enum Preset {
    /** Stable Diffusion 1.5: 1.07 billion parameters. */
    SD15,
    /** The same in small, with all its parts: 2.1 million parameters, for tests. */
    TINY;

    /**
     * Returns a model's configuration.
     *
     * @param part the model
     * @return what its {@code config.json} holds
     */
    public JsonObject config(Part part) {
        return this == SD15 ? StableDiffusion15.config(part) : resource("tiny/" + part.folder() + ".json");
    }

    /**
     * Lists a model's parameters.
     *
     * @param part the model; the UNet is the plain one, with 4 input channels
     * @return type and shape by name, in the graph's order
     */
    public ImmutableMap<String, TensorInfo> parameters(Part part) {
        return switch (part) {
            case UNET -> UNet.parameters(UNetConfig.of(config(part)));
            case VAE -> Autoencoder.parameters(AutoencoderConfig.of(config(part)));
            case TEXT_ENCODER -> ClipTextEncoder.parameters(ClipTextConfig.of(config(part)));
        };
    }

    /**
     * Lists the parameters of an IC-Light offset for this UNet.
     *
     * @param model which of IC-Light's models
     * @return type and shape by name, in the graph's order
     */
    public ImmutableMap<String, TensorInfo> offsetParameters(IcLightModel model) {
        return UNet.parameters(model.grow(UNetConfig.of(config(Part.UNET))));
    }

    /**
     * Returns how many tokens the text encoder knows; the last two are the start and the end of a text.
     *
     * @return {@code vocab_size}
     */
    public int vocabularySize() {
        return config(Part.TEXT_ENCODER).int32("vocab_size");
    }

    static JsonObject resource(String name) {
        return JsonReader.parse(text(name), name);
    }

    static String text(String resource) {
        try (InputStream stream = Preset.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
