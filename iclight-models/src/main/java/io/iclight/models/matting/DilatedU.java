package io.iclight.models.matting;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Layer;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual U block for maps that are small already (Qin et al., U2-Net, 2020; RSU-4F): it dilates its convolutions where
 * {@link PooledU} halves its maps.
 */
final class DilatedU implements Layer {

    private final Layer input;
    private final Layer down1;
    private final Layer down2;
    private final Layer down3;
    private final Layer bottom;
    private final Layer up3;
    private final Layer up2;
    private final Layer up1;

    DilatedU(Weights weights, int in, int middle, int out) {
        this.input = new ConvolutionBlock(weights.at("rebnconvin"), in, out, 1);
        this.down1 = new ConvolutionBlock(weights.at("rebnconv1"), out, middle, 1);
        this.down2 = new ConvolutionBlock(weights.at("rebnconv2"), middle, middle, 2);
        this.down3 = new ConvolutionBlock(weights.at("rebnconv3"), middle, middle, 4);
        this.bottom = new ConvolutionBlock(weights.at("rebnconv4"), middle, middle, 8);
        this.up3 = new ConvolutionBlock(weights.at("rebnconv3d"), 2 * middle, middle, 4);
        this.up2 = new ConvolutionBlock(weights.at("rebnconv2d"), 2 * middle, middle, 2);
        this.up1 = new ConvolutionBlock(weights.at("rebnconv1d"), 2 * middle, out, 1);
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor entered = input.forward(x);
            Tensor skip1 = down1.forward(entered);
            Tensor skip2 = down2.forward(skip1);
            Tensor skip3 = down3.forward(skip2);
            Tensor features = up3.forward(Scaling.joined(bottom.forward(skip3), skip3));
            features = up2.forward(Scaling.joined(features, skip2));
            features = up1.forward(Scaling.joined(features, skip1));
            return scope.handOut(features.add(entered));
        }
    }
}
