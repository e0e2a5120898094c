package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution of what changes and what stays, their channels beside each other. It is linear, so that its output is the sum of
 * what either contributes: that of what stays is computed once.
 *
 * <p>It computes without gradients. To be closed by its maker, before the model whose convolution it is.
 */
public final class ConditionedConv2d implements Layer, AutoCloseable {

    private final Conv2d ofChanging;
    private final Tensor constant;

    /**
     * Computes what stays.
     *
     * @param whole convolves both
     * @param inChannels how many channels both have together
     * @param conditions what stays, {@code [1 or batch, channels, height, width]}, borrowed
     */
    public ConditionedConv2d(Conv2d whole, long inChannels, Tensor conditions) {
        long changing = inChannels - conditions.size(1);
        try (TensorScope scope = TensorScope.open()) {
            Tensor nothing = conditions.new_zeros(conditions.size(0), changing, conditions.size(2), conditions.size(3));
            Tensor beside = torch.cat(new TensorVector(nothing, conditions), 1);
            Tensor contributed = ImageLayout.CHANNELS_LAST.then(whole).forward(beside);
            this.ofChanging = whole.ofFirstInputs(changing, conditions);
            // Only now, when nothing can fail any more.
            this.constant = scope.keep(contributed);
            scope.keep(ofChanging.weight());
            scope.keep(ofChanging.bias());
        }
    }

    /**
     * Convolves.
     *
     * @param x what changes, {@code [batch, channels, height, width]}, borrowed
     * @return {@code [batch, out, height', width']}, belonging to the caller
     */
    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor sum = ofChanging.forward(ImageLayout.CHANNELS_LAST.forward(x));
            sum.add_(constant);
            return scope.handOut(sum);
        }
    }

    @Override
    public void close() {
        ofChanging.weight().close();
        ofChanging.bias().close();
        constant.close();
    }
}
