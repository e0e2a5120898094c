package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Multi-head scaled dot-product attention (Vaswani et al., 2017), {@code softmax(Q K^T / sqrt(d)) V} for each head. It has
 * no parameters: the projections before and after it are the graph's.
 *
 * @param heads how many heads the channels are divided into, from 1
 * @param mask which keys a query sees
 */
public record Attention(int heads, Mask mask) {

    /** Which keys a query sees. */
    public enum Mask {
        /** All. */
        NONE,
        /** Those at its own position and before it. */
        CAUSAL
    }

    /** Checks the components. */
    public Attention {
        Objects.requireNonNull(mask, "mask");
        if (heads < 1) {
            throw new IllegalArgumentException("attention needs at least one head, got " + heads);
        }
    }

    /**
     * Computes the product.
     *
     * @param query {@code [batch, queries, channels]}, borrowed; {@code channels} is a multiple of {@code heads}
     * @param key {@code [batch, keys, channels]}, borrowed
     * @param value {@code [batch, keys, channels]}, borrowed
     * @return {@code [batch, queries, channels]}, belonging to the caller
     */
    public Tensor forward(Tensor query, Tensor key, Tensor value) {
        return forward(query, key, value, new OwnThreads(torch.get_num_threads()));
    }

    /** The same, by a crew if a {@linkplain #kernel kernel} computes it. */
    Tensor forward(Tensor query, Tensor key, Tensor value, Crew crew) {
        FlopCounter.report(FlopCounter.Kind.ATTENTION, query.numel() * (key.size(1) + value.size(1)));
        Optional<AttentionKernel> kernel = kernel(query, key, value);
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    kernel.isPresent()
                            ? inVectors(kernel.get(), query, key, value, crew)
                            : inLibtorch(query, key, value));
        }
    }

    private Tensor inLibtorch(Tensor query, Tensor key, Tensor value) {
        Tensor product = torch.scaled_dot_product_attention(
                byHead(query),
                byHead(key),
                byHead(value),
                new TensorOptional(),
                0,
                mask == Mask.CAUSAL,
                new DoubleOptional(),
                false);
        return product.transpose(1, 2).reshape(query.size(0), query.size(1), query.size(2));
    }

    /** {@code [batch, tokens, channels]} to {@code [batch, heads, tokens, channels / heads]}. */
    private Tensor byHead(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }

    /** What computes a product in Java, if something does: a kernel has no mask and no gradients. */
    Optional<AttentionKernel> kernel(Tensor query, Tensor key, Tensor value) {
        boolean inMemory = Stream.of(query, key, value).allMatch(x -> FloatNumbers.areIn(x) && !x.requires_grad());
        return mask == Mask.NONE && inMemory
                ? VectorKernels.attention().filter(kernel -> kernel.suits(shape(query, key)))
                : Optional.empty();
    }

    private AttentionKernel.Shape shape(Tensor query, Tensor key) {
        return new AttentionKernel.Shape(
                (int) query.size(0), heads, (int) query.size(1), (int) key.size(1), (int) query.size(2) / heads);
    }

    private Tensor inVectors(AttentionKernel kernel, Tensor query, Tensor key, Tensor value, Crew crew) {
        Tensor queries = query.contiguous();
        Tensor product = torch.empty_like(queries);
        AttentionKernel.Operands operands = new AttentionKernel.Operands(
                FloatNumbers.of(queries),
                FloatNumbers.of(key.contiguous()),
                FloatNumbers.of(value.contiguous()),
                FloatNumbers.of(product));
        kernel.attend(shape(query, key), operands, crew);
        return product;
    }
}
