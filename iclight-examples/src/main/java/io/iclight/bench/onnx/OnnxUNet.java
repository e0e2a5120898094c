package io.iclight.bench.onnx;

import io.iclight.bench.onnx.OnnxLayers.Pixels;
import io.iclight.bench.onnx.OnnxLayers.Tokens;
import io.iclight.models.unet.TransformerSettings;
import io.iclight.models.unet.UNetConfig;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The UNet of Stable Diffusion 1.5 as an ONNX graph of fixed shapes: inputs {@code sample}, {@code timestep} and {@code
 * context}, output {@code prediction}. It covers what SD1.5's configuration asks for, and no other.
 */
final class OnnxUNet {

    private static final double TRANSFORMER_EPSILON = 1e-6;
    private static final double LONGEST_PERIOD = 10000;

    private final OnnxGraph graph = new OnnxGraph();
    private final OnnxLayers layers;
    private final UNetConfig config;
    private final AttentionForm form;

    /** What every block is told: the activated time embedding, {@code [1, timeSize]}, and the prompt. */
    private record Conditioning(String time, Tokens context) {}

    private OnnxUNet(UNetConfig config, ExternalWeights weights, AttentionForm form) {
        this.layers = new OnnxLayers(graph, weights);
        this.config = config;
        this.form = form;
    }

    /**
     * Writes a model.
     *
     * @param config the UNet's shape
     * @param weights its parameters, in the same folder
     * @param form of attention
     * @param shape of the sample
     * @param tokens of the prompt
     * @param file the model's
     */
    static void write(
            UNetConfig config, ExternalWeights weights, AttentionForm form, long[] shape, long tokens, Path file) {
        OnnxUNet unet = new OnnxUNet(config, weights, form);
        String sample = unet.graph.input("sample", shape);
        String timestep = unet.graph.input("timestep", 1, 1);
        String context = unet.graph.input("context", shape[0], tokens, config.contextSize());
        Pixels prediction = unet.whole(
                new Pixels(sample, shape[0], shape[1], shape[2], shape[3]),
                new Conditioning(unet.time(timestep), new Tokens(context, shape[0], tokens, config.contextSize())));
        unet.graph.output("prediction", prediction.name(), shape[0], config.outChannels(), shape[2], shape[3]);
        unet.graph.write(file);
    }

    private String time(String timestep) {
        int half = config.encoding().size() / 2;
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = (float) Math.exp((float) (-Math.log(LONGEST_PERIOD) * i) / half);
        }
        String angles = graph.add("Mul", List.of(timestep, graph.vector(frequencies)));
        String encoded = graph.add(
                "Concat",
                List.of(graph.add("Cos", List.of(angles)), graph.add("Sin", List.of(angles))),
                OnnxAttribute.integer("axis", -1));
        String hidden = layers.silu(layers.vectorLinear("time_embedding.linear_1", encoded));
        return layers.silu(layers.vectorLinear("time_embedding.linear_2", hidden));
    }

    private Pixels whole(Pixels sample, Conditioning conditioning) {
        Deque<Pixels> skips = new ArrayDeque<>();
        skips.push(layers.conv("conv_in", sample, 1));
        int count = config.levels().size();
        for (int i = 0; i < count; i++) {
            down("down_blocks." + i, config.levels().get(i), i == count - 1, skips, conditioning);
        }
        UNetConfig.Level coarsest = config.levels().get(count - 1);
        Pixels x = resnet("mid_block.resnets.0", skips.element(), conditioning);
        x = transformer("mid_block.attentions.0", x, coarsest.transformer(), conditioning);
        x = resnet("mid_block.resnets.1", x, conditioning);
        for (int i = 0; i < count; i++) {
            x = up("up_blocks." + i, config.levels().get(count - 1 - i), i == count - 1, x, skips, conditioning);
        }
        Pixels normal = layers.silu(norm("conv_norm_out", x));
        return layers.conv("conv_out", normal, 1);
    }

    private void down(
            String name, UNetConfig.Level level, boolean coarsest, Deque<Pixels> skips, Conditioning conditioning) {
        for (int j = 0; j < level.blocks(); j++) {
            skips.push(stage(name, j, level, level.down(), skips.element(), conditioning));
        }
        if (!coarsest) {
            skips.push(layers.conv(name + ".downsamplers.0.conv", skips.element(), 2));
        }
    }

    private Pixels up(
            String name,
            UNetConfig.Level level,
            boolean finest,
            Pixels below,
            Deque<Pixels> skips,
            Conditioning conditioning) {
        Pixels x = below;
        for (int j = 0; j <= level.blocks(); j++) {
            x = stage(name, j, level, level.up(), layers.beside(x, skips.pop()), conditioning);
        }
        return finest ? x : layers.conv(name + ".upsamplers.0.conv", layers.doubled(x), 1);
    }

    private Pixels stage(
            String name,
            int index,
            UNetConfig.Level level,
            UNetConfig.Attention attention,
            Pixels x,
            Conditioning conditioning) {
        Pixels out = resnet(name + ".resnets." + index, x, conditioning);
        return attention == UNetConfig.Attention.NONE
                ? out
                : transformer(name + ".attentions." + index, out, level.transformer(), conditioning);
    }

    private Pixels norm(String name, Pixels x) {
        return layers.groupNorm(name, x, config.norm().groups(), config.norm().epsilon());
    }

    private Pixels resnet(String name, Pixels x, Conditioning conditioning) {
        Pixels first = layers.conv(name + ".conv1", layers.silu(norm(name + ".norm1", x)), 1);
        String time = layers.vectorLinear(name + ".time_emb_proj", conditioning.time());
        String shift = graph.add("Reshape", List.of(time, graph.integers(1, first.channels(), 1, 1)));
        Pixels shifted = first.named(graph.add("Add", List.of(first.name(), shift)));
        Pixels second = layers.conv(name + ".conv2", layers.silu(norm(name + ".norm2", shifted)), 1);
        Pixels around = x.channels() == second.channels() ? x : layers.conv(name + ".conv_shortcut", x, 1);
        return layers.sum(around, second);
    }

    private Pixels transformer(String name, Pixels x, TransformerSettings settings, Conditioning conditioning) {
        Pixels normal = layers.groupNorm(name + ".norm", x, settings.normGroups(), TRANSFORMER_EPSILON);
        Tokens tokens = layers.tokens(layers.conv(name + ".proj_in", normal, 1));
        for (int i = 0; i < settings.layers(); i++) {
            tokens = block(name + ".transformer_blocks." + i, tokens, settings.heads(), conditioning.context());
        }
        return layers.sum(layers.conv(name + ".proj_out", layers.pixels(tokens, x), 1), x);
    }

    private Tokens block(String name, Tokens x, int heads, Tokens context) {
        Tokens normal = layers.layerNorm(name + ".norm1", x);
        Tokens seen = layers.sum(attention(name + ".attn1", heads, normal, normal), x);
        Tokens told =
                layers.sum(attention(name + ".attn2", heads, layers.layerNorm(name + ".norm2", seen), context), seen);
        Tokens wide = layers.geglu(layers.linear(name + ".ff.net.0.proj", layers.layerNorm(name + ".norm3", told)));
        return layers.sum(layers.linear(name + ".ff.net.2", wide), told);
    }

    private Tokens attention(String name, int heads, Tokens x, Tokens memory) {
        Tokens query = layers.linearWithoutBias(name + ".to_q", x);
        Tokens key = layers.linearWithoutBias(name + ".to_k", memory);
        Tokens value = layers.linearWithoutBias(name + ".to_v", memory);
        return layers.linear(name + ".to_out.0", query.named(form.attend(graph, heads, query, key, value)));
    }
}
