package io.iclight.parity.model;

import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.models.vae.LatentDistribution;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import org.bytedeco.pytorch.Tensor;

/** An image through the encoder, and latents through the decoder. */
public final class VaeSuite implements ParitySuite {

    /** The suite {@code vae}. */
    public VaeSuite() {}

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        try (TensorSource weights = parityCase.weights();
                Autoencoder autoencoder =
                        new Autoencoder(AutoencoderConfig.of(parityCase.config()), weights, placement)) {
            if (parityCase.hasTensor("image")) {
                encode(autoencoder, parityCase, findings);
            }
            if (parityCase.hasTensor("latents")) {
                try (TensorScope scope = TensorScope.open()) {
                    findings.reportWhereGiven("decoded", autoencoder.decode(parityCase.tensor("latents")));
                }
            }
        }
    }

    private static void encode(Autoencoder autoencoder, ParityCase parityCase, Findings findings) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor image = parityCase.tensor("image");
            LatentDistribution latents = autoencoder.encode(image);
            findings.reportWhereGiven("mean", latents.mean());
            findings.reportWhereGiven("logvar", latents.logVariance());
            findings.reportWhereGiven("mode", autoencoder.encodeMode(image));
        }
    }
}
