package io.iclight.models.blocks;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.NormStatistics;
import io.iclight.models.layers.NormalizedConv2d;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * Two normalized, activated 3x3 convolutions and a way around them: {@code [batch, in, h, w]} to {@code [batch, out, h, w]}
 * (diffusers, {@code ResnetBlock2D}).
 *
 * <pre>
 * x ── norm1, activation ── conv1 ── + shift ── norm2, activation ── conv2 ── + ──
 * └──────────────── conv_shortcut, where in and out differ ──────────────────┘
 * </pre>
 */
public final class ResidualBlock implements Layer {

    private final NormalizedConv2d first;
    private final NormalizedConv2d second;
    private final Optional<Layer> shortcut;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     * @param norm how it normalizes
     */
    public ResidualBlock(Weights weights, int in, int out, NormSettings norm) {
        this.first = norm.convolution(weights.at("norm1"), weights.at("conv1"), in, out);
        this.second = norm.convolution(weights.at("norm2"), weights.at("conv2"), out, out);
        this.shortcut =
                in == out ? Optional.empty() : Optional.of(Conv2d.ofOnePixel(weights.at("conv_shortcut"), in, out));
    }

    private ResidualBlock(NormalizedConv2d first, NormalizedConv2d second, Optional<Layer> shortcut) {
        this.first = first;
        this.second = second;
        this.shortcut = shortcut;
    }

    @Override
    public ResidualBlock normalizedBy(NormStatistics statistics) {
        return new ResidualBlock(first.normalizedBy(statistics), second.normalizedBy(statistics), shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(around(x, first.forward(x)));
        }
    }

    @Override
    public Tensor consume(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor inner = first.forward(x);
            if (shortcut.isEmpty()) {
                return scope.handOut(second.addTo(x, inner));
            }
            Tensor output = second.consumeAdding(inner, shortcut.get(), x);
            x.close();
            return scope.handOut(output);
        }
    }

    /**
     * Computes the block's output with something added between the convolutions.
     *
     * @param x the input, borrowed
     * @param shift what is added to each channel, {@code [batch or 1, out]}, borrowed
     * @return the output, belonging to the caller
     */
    public Tensor forward(Tensor x, Tensor shift) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(around(x, shifted(first.forward(x), shift)));
        }
    }

    /** Adds something to each channel, in place where no gradient will ask for what is there. */
    static Tensor shifted(Tensor x, Tensor shift) {
        Tensor addend = shift.unsqueeze(-1).unsqueeze(-1);
        if (GradMode.is_enabled()) {
            return x.add(addend);
        }
        x.add_(addend);
        return x;
    }

    private Tensor around(Tensor x, Tensor inner) {
        return shortcut.map(layer -> second.consumeAdding(inner, layer, x))
                .orElseGet(() -> x.add(second.consume(inner)));
    }
}
