package io.iclight.models.clip;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.models.config.ModelConfig;
import io.iclight.models.layers.Activation;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The shape of a CLIP text encoder.
 *
 * @param vocabularySize how many tokens it knows; 49408 in CLIP
 * @param size of a token's vector; 768 in Stable Diffusion 1.5
 * @param layers how many transformer layers it has; 12
 * @param heads of the attention; 12; divides {@code size}
 * @param innerSize of the feed-forward networks; 3072
 * @param maxLength the most tokens in a row, start and end included; 77
 * @param activation of the feed-forward networks; quick GELU in OpenAI's CLIP
 * @param epsilon of the layer norms; 1e-5
 */
public record ClipTextConfig(
        int vocabularySize,
        int size,
        int layers,
        int heads,
        int innerSize,
        int maxLength,
        Activation activation,
        double epsilon) {

    /** Checks the components. */
    public ClipTextConfig {
        Objects.requireNonNull(activation, "activation");
        if (vocabularySize < 1 || size < 1 || layers < 1 || heads < 1 || innerSize < 1 || maxLength < 1) {
            throw new IllegalArgumentException(
                    "a text encoder needs sizes from 1, got a vocabulary of " + vocabularySize
                            + ", vectors of " + size + ", " + layers + " layers, " + heads + " heads, an inner size of "
                            + innerSize + " and rows of " + maxLength);
        }
        if (size % heads != 0) {
            throw new IllegalArgumentException(size + " elements do not make " + heads
                    + " heads of one size; is num_attention_heads of the configuration right?");
        }
    }

    /**
     * Reads the {@code config.json} of a transformers {@code CLIPTextModel}.
     *
     * @param file such as {@code text_encoder/config.json}
     * @return the configuration
     * @throws io.iclight.io.json.JsonException if it is malformed
     * @throws io.iclight.models.config.UnsupportedConfigException if it asks for what this text encoder does not have
     */
    public static ClipTextConfig read(Path file) {
        return of(JsonReader.read(file));
    }

    /**
     * Reads the configuration of a transformers {@code CLIPTextModel}.
     *
     * @param json under transformers' names; what is missing takes the defaults of {@code CLIPTextConfig}
     * @return the configuration
     * @throws io.iclight.io.json.JsonException if a value is of the wrong kind
     * @throws io.iclight.models.config.UnsupportedConfigException if it asks for what this text encoder does not have
     */
    public static ClipTextConfig of(JsonObject json) {
        ModelConfig config = new ModelConfig(json, "the text encoder");
        config.only("model_type", "clip_text_model")
                // How it was or is to be trained, and what its last layer is projected to elsewhere.
                .ignore("attention_dropout", "dropout", "initializer_factor", "initializer_range", "projection_dim")
                .ignore("bos_token_id", "eos_token_id", "pad_token_id", "use_cache", "return_dict", "is_decoder")
                .ignore("architectures", "torch_dtype", "dtype", "transformers_version");
        String activation = config.string("hidden_act", "quick_gelu");
        int size = config.integer("hidden_size", ModelConfig.SIZES, 512);
        int heads = config.integer("num_attention_heads", ModelConfig.SIZES, 8);
        if (size % heads != 0) {
            throw config.unsupported("num_attention_heads", "a number that divides hidden_size, which is " + size);
        }
        ClipTextConfig read = new ClipTextConfig(
                config.integer("vocab_size", ModelConfig.SIZES, 49408),
                size,
                config.integer("num_hidden_layers", ModelConfig.LAYERS, 12),
                heads,
                config.integer("intermediate_size", ModelConfig.SIZES, 2048),
                config.integer("max_position_embeddings", ModelConfig.SIZES, 77),
                Activation.named(activation).orElseThrow(() -> config.unsupported("hidden_act", "quick_gelu and gelu")),
                config.number("layer_norm_eps", 1e-5));
        config.finish();
        return read;
    }
}
