package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.ChannelPair;
import io.iclight.models.unet.patch.Joint;
import io.iclight.models.unet.patch.Site;
import io.iclight.models.unet.patch.Site.Part;
import org.bytedeco.pytorch.Tensor;

/**
 * The way down and the way up, one inside the other: an input block, all that is deeper, and the output block that joins
 * both. A feature map lives as long as the frame that needs it.
 *
 * @param inputs from the finest to the coarsest
 * @param middle the deepest block
 * @param outputs one for each input block, from the coarsest to the finest
 */
record Hourglass(ImmutableList<InputBlock> inputs, MidBlock middle, ImmutableList<OutputBlock> outputs) {

    /**
     * Computes the last output block's features.
     *
     * @param convolved the first convolution's output, {@code [images or batch, channels, h, w]}, borrowed
     * @param told time and prompts
     * @param observer is shown the parts' outputs
     * @return {@code [batch, channels, h, w]}, belonging to the caller
     */
    Tensor forward(Tensor convolved, Conditioning told, UNetObserver observer) {
        return new Walk(told, observer).through(0, convolved, convolved);
    }

    /** One computation. */
    private final class Walk {

        private final Conditioning told;
        private final UNetObserver observer;

        Walk(Conditioning told, UNetObserver observer) {
            this.told = told;
            this.observer = observer;
        }

        /**
         * Goes through an input block, all that is deeper, and the output block of the same resolution.
         *
         * @param index of the input block
         * @param x its input, borrowed
         * @param finer the skip of the input block before, borrowed
         * @return belonging to the caller
         */
        Tensor through(int index, Tensor x, Tensor finer) {
            try (TensorScope scope = TensorScope.open()) {
                int mirrored = outputs.size() - 1 - index;
                OutputBlock block = outputs.get(mirrored);
                Site site = told.at(Part.OUTPUT, mirrored, block.level());
                Tensor features = block.consume(joined(index, x, block, site), told, site, finer);
                block.completes().ifPresent(part -> observer.onOutput(part, features));
                return scope.handOut(features);
            }
        }

        /** Skip and deeper features are freed as soon as they are one. */
        private Tensor joined(int index, Tensor x, OutputBlock output, Site outputSite) {
            try (TensorScope scope = TensorScope.open()) {
                InputBlock block = inputs.get(index);
                Site site = told.at(Part.INPUT, index, block.level());
                Tensor skip = told.hooks().input(block.block().forward(x, told, site), site);
                block.completes().ifPresent(part -> observer.onOutput(part, skip));
                Tensor features = told.hooks().deep(skip, site, given -> deeper(index, given, skip));
                Joint joint = told.hooks().join(new Joint(features, skip), outputSite);
                long batch = Batch.of(joint.features(), joint.skip());
                ChannelPair met =
                        new ChannelPair(Batch.widened(joint.features(), batch), Batch.widened(joint.skip(), batch));
                return scope.handOut(output.joining().forward(met, told));
            }
        }

        private Tensor deeper(int index, Tensor features, Tensor skip) {
            if (index + 1 < inputs.size()) {
                return through(index + 1, features, skip);
            }
            try (TensorScope scope = TensorScope.open()) {
                int coarsest = inputs.get(index).level();
                Tensor middled = middle.forward(features, told, told.at(Part.MIDDLE, 0, coarsest));
                observer.onOutput("mid_block", middled);
                return scope.handOut(middled);
            }
        }
    }
}
