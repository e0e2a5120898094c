package io.iclight.bench;

import io.iclight.bench.onnx.AttentionForm;
import io.iclight.bench.onnx.OnnxUNetFolder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.UNet;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/**
 * The guidance pair through the UNet.
 *
 * @param unet owned
 * @param size of the picture
 */
record UNetTask(UNet unet, ImageSize size) implements Task {

    /** SD1.5's autoencoder makes a pixel of latents from so many of the picture, along each side. */
    private static final int REDUCTION = 8;

    private static final int PAIR = 2;
    private static final int TOKENS = 77;
    private static final double TIMESTEP = 500;

    @Override
    public void run() {
        forward().close();
    }

    /** Returns what is predicted, row-major. */
    float[] prediction() {
        try (Tensor prediction = forward()) {
            return TensorData.floats(prediction);
        }
    }

    /** Writes a model of these shapes for ONNX Runtime, and these inputs. */
    Path writeModel(OnnxUNetFolder onnx, AttentionForm form) {
        onnx.input("sample", Samples.values(sampleShape()));
        onnx.input("timestep", (float) TIMESTEP);
        onnx.input("context", Samples.values(contextShape()));
        return onnx.model(form, TOKENS, sampleShape());
    }

    private Tensor forward() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    unet.forward(Samples.gaussian(sampleShape()), TIMESTEP, Samples.gaussian(contextShape())));
        }
    }

    private long[] sampleShape() {
        return new long[] {PAIR, unet.config().inChannels(), size.height() / REDUCTION, size.width() / REDUCTION};
    }

    private long[] contextShape() {
        return new long[] {PAIR, TOKENS, unet.config().contextSize()};
    }

    @Override
    public void close() {
        unet.close();
    }
}
