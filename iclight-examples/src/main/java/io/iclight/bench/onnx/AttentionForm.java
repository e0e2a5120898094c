package io.iclight.bench.onnx;

import java.util.List;

/** How a graph writes attention. */
public enum AttentionForm {
    /** In plain operators, as PyTorch exports it: two products with a softmax between them. */
    PLAIN {
        @Override
        String attend(
                OnnxGraph graph, int heads, OnnxLayers.Tokens query, OnnxLayers.Tokens key, OnnxLayers.Tokens value) {
            long headSize = query.channels() / heads;
            String scale = graph.vector((float) (1 / Math.sqrt(headSize)));
            String scaled = graph.add("Mul", List.of(byHead(graph, heads, query, 0, 2, 1, 3), scale));
            String scores = graph.add("MatMul", List.of(scaled, byHead(graph, heads, key, 0, 2, 3, 1)));
            String shares = graph.add("Softmax", List.of(scores), OnnxAttribute.integer("axis", -1));
            String product = graph.add("MatMul", List.of(shares, byHead(graph, heads, value, 0, 2, 1, 3)));
            String tokensFirst = graph.add("Transpose", List.of(product), OnnxAttribute.integers("perm", 0, 2, 1, 3));
            String shape = graph.integers(query.batch(), query.count(), query.channels());
            return graph.add("Reshape", List.of(tokensFirst, shape));
        }
    },
    /** As ONNX Runtime's own operator. */
    FUSED {
        @Override
        String attend(
                OnnxGraph graph, int heads, OnnxLayers.Tokens query, OnnxLayers.Tokens key, OnnxLayers.Tokens value) {
            return graph.addMicrosofts(
                    "MultiHeadAttention",
                    List.of(query.name(), key.name(), value.name()),
                    OnnxAttribute.integer("num_heads", heads));
        }
    };

    /** Appends {@code softmax(Q K^T / sqrt(d)) V} for each head. */
    abstract String attend(
            OnnxGraph graph, int heads, OnnxLayers.Tokens query, OnnxLayers.Tokens key, OnnxLayers.Tokens value);

    /** {@code [batch, tokens, channels]} to {@code [batch, tokens, heads, channels / heads]}, its axes in some order. */
    private static String byHead(OnnxGraph graph, int heads, OnnxLayers.Tokens x, long... order) {
        String shape = graph.integers(x.batch(), x.count(), heads, x.channels() / heads);
        String reshaped = graph.add("Reshape", List.of(x.name(), shape));
        return graph.add("Transpose", List.of(reshaped), OnnxAttribute.integers("perm", order));
    }
}
