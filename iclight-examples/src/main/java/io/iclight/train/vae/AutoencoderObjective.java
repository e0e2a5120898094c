package io.iclight.train.vae;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.AutoencoderGraph;
import io.iclight.models.vae.LatentDistribution;
import io.iclight.train.data.PicturePool;
import io.iclight.train.optim.Objective;
import io.iclight.train.optim.StepNoise;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The autoencoder's loss: what it makes of pieces of pictures against the pieces, and a little of the divergence of its
 * latents from the normal distribution (Kingma and Welling, 2014; Rombach et al., 2022).
 *
 * @param graph whose parameters learn; borrowed
 * @param training pieces to learn from; borrowed
 * @param heldOutPictures pieces to measure with; borrowed
 * @param batch how many pieces a step has
 * @param cropSize their size in pixels
 * @param seed decides which
 * @param part which of the parts of every step this is
 */
public record AutoencoderObjective(
        AutoencoderGraph graph,
        PicturePool training,
        PicturePool heldOutPictures,
        int batch,
        int cropSize,
        long seed,
        int part)
        implements Objective {

    /** Per element of the latents; of them there are 48 times fewer than of the pixels. */
    private static final double DIVERGENCE_WEIGHT = 1e-4;

    private static final StructureLoss STRUCTURE = new StructureLoss(3, 0.5);
    private static final int HELD_OUT = 48;

    @Override
    public Tensor loss(long step) {
        Chance chance = new Chance(seed).fork("autoencoder").fork(step).fork(part);
        try (TensorScope scope = TensorScope.open()) {
            Tensor pictures = training.crops(batch, cropSize, chance);
            LatentDistribution encoded = graph.encode(pictures);
            Tensor noise = StepNoise.of(chance.bits(), encoded.mean());
            Tensor deviation = encoded.logVariance().mul(new Scalar(0.5)).exp();
            Tensor decoded = graph.decode(encoded.mean().add(deviation.mul(noise)));
            return scope.handOut(
                    STRUCTURE.of(decoded, pictures).add(divergence(encoded).mul(new Scalar(DIVERGENCE_WEIGHT))));
        }
    }

    private static Tensor divergence(LatentDistribution encoded) {
        Tensor variance = encoded.logVariance().exp();
        Tensor moments = encoded.mean().square().add(variance).sub(new Scalar(1));
        return moments.sub(encoded.logVariance()).mul(new Scalar(0.5)).mean();
    }

    @Override
    public double heldOut() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor pictures = heldOutPictures.crops(HELD_OUT, cropSize, new Chance(seed).fork("held out"));
            Tensor decoded = graph.decode(graph.encode(pictures).mean());
            return STRUCTURE.of(decoded, pictures).item_float();
        }
    }

    @Override
    public String measure() {
        return "error of pieces of " + cropSize + " pixels, " + heldOutPictures.digest() + ", seed " + seed;
    }
}
