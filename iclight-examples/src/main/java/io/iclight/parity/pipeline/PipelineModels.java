package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.OpenedModels;
import io.iclight.internal.RelightModels;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.parity.cases.ParityCase;
import io.iclight.samplers.Prediction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models of a pipeline case, made of computed parameters.
 *
 * @param models owned
 */
record PipelineModels(RelightModels models) implements AutoCloseable {

    static PipelineModels of(ParityCase parityCase, IcLightModel kind, Placement placement) {
        JsonObject config = parityCase.config();
        try (TensorSource vae = parityCase.weights("vae");
                TensorSource textEncoder = parityCase.weights("text_encoder");
                TensorSource unet = unet(parityCase, kind)) {
            OpenedModels opened = new OpenedModels();
            try {
                return new PipelineModels(new RelightModels(
                        ClipTokenizer.read(parityCase.file(config.string("tokenizer"))),
                        opened.add(
                                new ClipTextEncoder(
                                        ClipTextConfig.of(config.object("text_encoder")), textEncoder, placement),
                                ClipTextEncoder::close),
                        opened.add(
                                new Autoencoder(AutoencoderConfig.of(config.object("vae")), vae, placement),
                                Autoencoder::close),
                        opened.add(
                                new UNet(kind.grow(UNetConfig.of(config.object("unet"))), unet, placement),
                                UNet::close),
                        Prediction.EPSILON));
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        }
    }

    /** Where a case has an offset, its state dict is the plain UNet's, and the offset's first convolution is larger. */
    private static TensorSource unet(ParityCase parityCase, IcLightModel kind) {
        JsonObject weights = parityCase.json().object("weights").object("unet");
        TensorSource base = parityCase.weights("unet");
        if (!weights.has("offset")) {
            return base;
        }
        Map<String, TensorInfo> shapes = new LinkedHashMap<>(base.tensors());
        shapes.computeIfPresent("conv_in.weight", (name, info) -> grown(info, kind));
        return IcLightWeights.add(base, ParityCase.weights(weights.object("offset"), ImmutableMap.copyOf(shapes)));
    }

    private static TensorInfo grown(TensorInfo plain, IcLightModel kind) {
        long[] shape = plain.shape().toArray();
        shape[1] = kind.inChannels();
        return TensorInfo.of(plain.type(), shape);
    }

    @Override
    public void close() {
        models.close();
    }
}
