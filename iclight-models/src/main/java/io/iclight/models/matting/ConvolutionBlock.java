package io.iclight.models.matting;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.BatchNorm2d;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import org.bytedeco.pytorch.Tensor;

/** A 3x3 convolution, batch normalization and ReLU; height and width stay the same. */
final class ConvolutionBlock implements Layer {

    private final Layer layers;

    ConvolutionBlock(Weights weights, int in, int out, int dilation) {
        this.layers = new Conv2d(weights.at("conv_s1"), in, out, Window.SAME_3X3.dilated(dilation))
                .then(new BatchNorm2d(weights.at("bn_s1"), out).then(Activation.RELU));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }
}
