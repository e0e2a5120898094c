package io.iclight.bench;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Floats;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.bench.onnx.AttentionForm;
import io.iclight.bench.onnx.OnnxUNetFolder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.unet.UNetPass;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The guidance pair through the UNet, as a relight runs it: a step of a pass that has its prompts since the first call,
 * which is not timed.
 */
final class UNetTask implements Task {

    /** SD1.5's autoencoder makes a pixel of latents from so many of the picture, along each side. */
    private static final int REDUCTION = 8;

    private static final int PAIR = 2;
    private static final int TOKENS = 77;
    private static final double TIMESTEP = 500;

    private final UNet unet;
    private final ImageSize size;
    private final Tensor latents;
    private final ImmutableMap<Prompt, Tensor> prompts;
    private final UNetPass pass;

    /**
     * Begins the pass.
     *
     * @param unet owned
     * @param size of the picture
     */
    UNetTask(UNet unet, ImageSize size) {
        UNetConfig config = unet.config();
        this.unet = unet;
        this.size = size;
        try (TensorScope scope = TensorScope.open()) {
            Tensor sample = Samples.gaussian(sampleShape());
            Tensor tokens = Samples.gaussian(contextShape());
            long drawn = config.outChannels();
            this.latents = scope.keep(sample.narrow(1, 0, drawn));
            this.prompts = ImmutableMap.of(
                    Prompt.NEGATIVE, scope.keep(tokens.narrow(0, 0, 1)),
                    Prompt.POSITIVE, scope.keep(tokens.narrow(0, 1, 1)));
            this.pass = unet.begin(
                    sample.narrow(1, drawn, config.inChannels() - drawn), ImmutableDoubleArray.of(TIMESTEP), List.of());
        }
    }

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

    /** Writes a model of these shapes for ONNX Runtime, and these inputs: the sample once for each prompt. */
    Path writeModel(OnnxUNetFolder onnx, AttentionForm form) {
        float[] sample = Samples.values(sampleShape());
        onnx.input("sample", Floats.concat(sample, sample));
        onnx.input("timestep", (float) TIMESTEP);
        onnx.input("context", Samples.values(contextShape()));
        long[] pair = sampleShape();
        pair[0] = PAIR;
        return onnx.model(form, TOKENS, pair);
    }

    private Tensor forward() {
        return pass.predict(latents, TIMESTEP, prompts);
    }

    private long[] sampleShape() {
        return new long[] {1, unet.config().inChannels(), size.height() / REDUCTION, size.width() / REDUCTION};
    }

    private long[] contextShape() {
        return new long[] {PAIR, TOKENS, unet.config().contextSize()};
    }

    @Override
    public void close() {
        pass.close();
        latents.close();
        prompts.values().forEach(Tensor::close);
        unet.close();
    }
}
