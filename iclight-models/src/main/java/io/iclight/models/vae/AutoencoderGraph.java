package io.iclight.models.vae;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Layer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** The autoencoder as differentiable functions; {@link Autoencoder} is what owns its parameters and checks arguments. */
public final class AutoencoderGraph {

    private static final double SMALLEST_LOG_VARIANCE = -30;
    private static final double LARGEST_LOG_VARIANCE = 20;

    private final FineLayers fineEncoder;
    private final Layer coarseEncoder;
    private final Layer coarseDecoder;
    private final FineLayers fineDecoder;
    private final int latentChannels;

    /**
     * Takes the parameters of an autoencoder.
     *
     * @param weights where they are, under diffusers' names
     * @param config its shape
     */
    public AutoencoderGraph(Weights weights, AutoencoderConfig config) {
        int latent = config.latentChannels();
        Encoder encoder = new Encoder(weights.at("encoder"), config);
        this.fineEncoder = FineLayers.of(encoder.fine(), config, config.reduction(), 1);
        this.coarseEncoder =
                encoder.coarse().then(Conv2d.ofOnePixel(weights.at("quant_conv"), 2L * latent, 2L * latent));
        Layer first = Conv2d.ofOnePixel(weights.at("post_quant_conv"), latent, latent);
        Decoder decoder = new Decoder(weights.at("decoder"), config);
        this.coarseDecoder = first.then(decoder.coarse());
        this.fineDecoder = FineLayers.of(decoder.fine(), config, 1, config.reduction());
        this.latentChannels = latent;
    }

    /**
     * Counts what is computed of the layers finer than the latents, for the encoder as for the decoder.
     *
     * @param height of the latents
     * @param width of the latents
     * @param tiling how large pictures are cut
     * @return pixels of the latents
     */
    long computed(long height, long width, Tiling tiling) {
        return fineDecoder.computed(height, width, tiling);
    }

    FineLayers fineEncoder() {
        return fineEncoder;
    }

    FineLayers fineDecoder() {
        return fineDecoder;
    }

    /**
     * Encodes images.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed
     * @return two tensors that belong to the caller
     */
    public LatentDistribution encode(Tensor image) {
        return encode(image, Tiling.NONE);
    }

    /**
     * Encodes images, without gradients where they are cut.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed
     * @param tiling how large ones are cut
     * @return two tensors that belong to the caller
     */
    LatentDistribution encode(Tensor image, Tiling tiling) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor moments = coarseEncoder.consume(fineEncoder.forward(image, tiling));
            Tensor mean = moments.narrow(1, 0, latentChannels).contiguous();
            Tensor logVariance = moments.narrow(1, latentChannels, latentChannels)
                    .clamp(
                            new ScalarOptional(new Scalar(SMALLEST_LOG_VARIANCE)),
                            new ScalarOptional(new Scalar(LARGEST_LOG_VARIANCE)))
                    .contiguous();
            return new LatentDistribution(scope.handOut(mean), scope.handOut(logVariance));
        }
    }

    /**
     * Decodes latents.
     *
     * @param latents {@code [batch, latentChannels, h, w]}, borrowed
     * @return {@code [batch, outChannels, h * reduction, w * reduction]}, belonging to the caller
     */
    public Tensor decode(Tensor latents) {
        return decode(latents, Tiling.NONE);
    }

    /**
     * Decodes latents, without gradients where they are cut.
     *
     * @param latents {@code [batch, latentChannels, h, w]}, borrowed
     * @param tiling how large ones are cut
     * @return {@code [batch, outChannels, h * reduction, w * reduction]}, belonging to the caller
     */
    Tensor decode(Tensor latents, Tiling tiling) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    fineDecoder.consume(coarseDecoder.forward(latents), tiling).contiguous());
        }
    }
}
