package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.samplers.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models of the real architecture, small enough to relight in a second, with parameters that are computed. */
final class TinyModels {

    private static final String UNET = """
            {"in_channels": 4, "out_channels": 4, "block_out_channels": [16, 32], "layers_per_block": 1,
             "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
             "norm_num_groups": 8, "cross_attention_dim": 32, "attention_head_dim": 4}
            """;

    private static final String VAE = """
            {"block_out_channels": [8, 8, 16, 16], "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 4,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
             "scaling_factor": 0.18215}
            """;

    private static final String TEXT_ENCODER = """
            {"vocab_size": 514, "hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 4,
             "intermediate_size": 64, "max_position_embeddings": 77, "hidden_act": "quick_gelu"}
            """;

    private TinyModels() {}

    static RelightModels load(Path folder) {
        return load(folder, IcLightModel.FC);
    }

    static RelightModels load(Path folder, IcLightModel model) {
        return load(folder, model, Placement.CPU_F32);
    }

    static RelightModels load(Path folder, IcLightModel model, Placement placement) {
        ClipTextConfig text = ClipTextConfig.of(json(TEXT_ENCODER));
        AutoencoderConfig vae = AutoencoderConfig.of(json(VAE));
        UNetConfig unet = model.grow(UNetConfig.of(json(UNET)));
        return new RelightModels(
                tokenizer(folder),
                new ClipTextEncoder(text, HashWeights.model(ClipTextEncoder.parameters(text), 1), placement),
                new Autoencoder(vae, HashWeights.model(Autoencoder.parameters(vae), 2), placement),
                new UNet(unet, HashWeights.model(UNet.parameters(unet), 3), placement),
                Prediction.EPSILON);
    }

    private static JsonObject json(String text) {
        return JsonReader.parse(text, "a tiny configuration");
    }

    /** A vocabulary of single letters: every byte, every byte at the end of a word, start and end. */
    private static ClipTokenizer tokenizer(Path folder) {
        List<String> symbols = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            symbols.add(printable(b));
        }
        List.copyOf(symbols).forEach(symbol -> symbols.add(symbol + "</w>"));
        symbols.addAll(List.of("<|startoftext|>", "<|endoftext|>"));
        StringBuilder vocabulary = new StringBuilder("{");
        for (int id = 0; id < symbols.size(); id++) {
            String symbol = symbols.get(id).replace("\\", "\\\\").replace("\"", "\\\"");
            vocabulary
                    .append(id == 0 ? "" : ",")
                    .append('"')
                    .append(symbol)
                    .append("\":")
                    .append(id);
        }
        try {
            Path vocab = Files.writeString(folder.resolve("vocab.json"), vocabulary + "}", StandardCharsets.UTF_8);
            Path merges = Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n", StandardCharsets.UTF_8);
            return ClipTokenizer.read(vocab, merges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CLIP's names of bytes: printable ones are themselves, the others follow from 256 on. */
    private static String printable(int b) {
        int others = 0;
        for (int i = 0; i <= b; i++) {
            boolean itself = i >= '!' && i <= '~' || i >= 0xA1 && i <= 0xAC || i >= 0xAE;
            if (i == b) {
                return String.valueOf((char) (itself ? b : 256 + others));
            }
            others += itself ? 0 : 1;
        }
        throw new AssertionError(b);
    }
}
