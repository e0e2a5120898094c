package io.iclight.bench.onnx;

import java.util.List;

/**
 * Layers in ONNX's operators, as PyTorch exports them; parameters by the names that they have in a checkpoint.
 *
 * @param graph is appended to
 * @param weights the parameters
 */
record OnnxLayers(OnnxGraph graph, ExternalWeights weights) {

    private static final double LAYER_NORM_EPSILON = 1e-5;

    /** A feature map, {@code [batch, channels, height, width]}. */
    record Pixels(String name, long batch, long channels, long height, long width) {
        Pixels named(String other) {
            return new Pixels(other, batch, channels, height, width);
        }
    }

    /** A sequence, {@code [batch, count, channels]}. */
    record Tokens(String name, long batch, long count, long channels) {
        Tokens named(String other) {
            return new Tokens(other, batch, count, channels);
        }
    }

    private String parameter(String name) {
        graph.external(name, weights.shapes().get(name), weights.places().get(name));
        return name;
    }

    /** A convolution that keeps the size (3x3 with a border, 1x1 without), or halves it. */
    Pixels conv(String name, Pixels x, int stride) {
        long[] kernel = weights.shapes().get(name + ".weight").toArray();
        long border = kernel[2] / 2;
        String out = graph.add(
                "Conv",
                List.of(x.name(), parameter(name + ".weight"), parameter(name + ".bias")),
                OnnxAttribute.integers("kernel_shape", kernel[2], kernel[3]),
                OnnxAttribute.integers("strides", stride, stride),
                OnnxAttribute.integers("pads", border, border, border, border));
        return new Pixels(
                out, x.batch(), kernel[0], (x.height() + stride - 1) / stride, (x.width() + stride - 1) / stride);
    }

    /** Group normalization by way of instance normalization, for want of the operator in older sets. */
    Pixels groupNorm(String name, Pixels x, int groups, double epsilon) {
        String grouped = graph.add("Reshape", List.of(x.name(), graph.integers(x.batch(), groups, -1)));
        float[] ones = new float[groups];
        java.util.Arrays.fill(ones, 1);
        String normal = graph.add(
                "InstanceNormalization",
                List.of(grouped, graph.vector(ones), graph.vector(new float[groups])),
                OnnxAttribute.number("epsilon", epsilon));
        String pixels =
                graph.add("Reshape", List.of(normal, graph.integers(x.batch(), x.channels(), x.height(), x.width())));
        String scaled = graph.add("Mul", List.of(pixels, byChannel(name + ".weight", x.channels())));
        return x.named(graph.add("Add", List.of(scaled, byChannel(name + ".bias", x.channels()))));
    }

    private String byChannel(String name, long channels) {
        return graph.add("Reshape", List.of(parameter(name), graph.integers(channels, 1, 1)));
    }

    Pixels silu(Pixels x) {
        return x.named(silu(x.name()));
    }

    String silu(String x) {
        return graph.add("Mul", List.of(x, graph.add("Sigmoid", List.of(x))));
    }

    Tokens layerNorm(String name, Tokens x) {
        String out = graph.add(
                "LayerNormalization",
                List.of(x.name(), parameter(name + ".weight"), parameter(name + ".bias")),
                OnnxAttribute.integer("axis", -1),
                OnnxAttribute.number("epsilon", LAYER_NORM_EPSILON));
        return x.named(out);
    }

    Tokens linear(String name, Tokens x) {
        Tokens product = linearWithoutBias(name, x);
        return product.named(graph.add("Add", List.of(parameter(name + ".bias"), product.name())));
    }

    Tokens linearWithoutBias(String name, Tokens x) {
        String out = graph.add("MatMul", List.of(x.name(), parameter(name + ".weight")));
        return new Tokens(
                out,
                x.batch(),
                x.count(),
                weights.shapes().get(name + ".weight").get(1));
    }

    /** A linear layer on {@code [1, in]}. */
    String vectorLinear(String name, String x) {
        return graph.add("Gemm", List.of(x, parameter(name + ".weight"), parameter(name + ".bias")));
    }

    /** The first half of the channels times the GELU of the second. */
    Tokens geglu(Tokens x) {
        List<String> halves = graph.addMany("Split", 2, List.of(x.name()), OnnxAttribute.integer("axis", -1));
        String gate = halves.get(1);
        String erf = graph.add("Erf", List.of(graph.add("Div", List.of(gate, graph.vector((float) Math.sqrt(2))))));
        String weighted = graph.add("Mul", List.of(gate, graph.add("Add", List.of(erf, graph.vector(1)))));
        String gelu = graph.add("Mul", List.of(weighted, graph.vector(0.5f)));
        return new Tokens(graph.add("Mul", List.of(halves.get(0), gelu)), x.batch(), x.count(), x.channels() / 2);
    }

    Tokens tokens(Pixels x) {
        String last = graph.add("Transpose", List.of(x.name()), OnnxAttribute.integers("perm", 0, 2, 3, 1));
        long count = x.height() * x.width();
        String out = graph.add("Reshape", List.of(last, graph.integers(x.batch(), count, x.channels())));
        return new Tokens(out, x.batch(), count, x.channels());
    }

    Pixels pixels(Tokens x, Pixels like) {
        String shape = graph.integers(like.batch(), like.height(), like.width(), x.channels());
        String square = graph.add("Reshape", List.of(x.name(), shape));
        String out = graph.add("Transpose", List.of(square), OnnxAttribute.integers("perm", 0, 3, 1, 2));
        return new Pixels(out, like.batch(), x.channels(), like.height(), like.width());
    }

    /** Twice the size, each pixel four times. */
    Pixels doubled(Pixels x) {
        String out = graph.add(
                "Resize",
                List.of(x.name(), "", graph.vector(1, 1, 2, 2)),
                OnnxAttribute.text("mode", "nearest"),
                OnnxAttribute.text("coordinate_transformation_mode", "asymmetric"),
                OnnxAttribute.text("nearest_mode", "floor"));
        return new Pixels(out, x.batch(), x.channels(), 2 * x.height(), 2 * x.width());
    }

    Pixels sum(Pixels x, Pixels y) {
        return x.named(graph.add("Add", List.of(x.name(), y.name())));
    }

    Tokens sum(Tokens x, Tokens y) {
        return x.named(graph.add("Add", List.of(x.name(), y.name())));
    }

    Pixels beside(Pixels x, Pixels y) {
        String out = graph.add("Concat", List.of(x.name(), y.name()), OnnxAttribute.integer("axis", 1));
        return new Pixels(out, x.batch(), x.channels() + y.channels(), x.height(), x.width());
    }
}
