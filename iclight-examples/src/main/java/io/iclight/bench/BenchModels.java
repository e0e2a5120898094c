package io.iclight.bench;

import io.iclight.bench.onnx.OnnxUNetFolder;
import io.iclight.internal.OpenedModels;
import io.iclight.internal.RelightModels;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.samplers.Prediction;
import io.iclight.synthesis.SyntheticModels;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Makes what is timed, with parameters that were never trained: the cost does not depend on their values.
 *
 * @param models the parameters
 * @param relightSteps of both passes of a relight
 * @param placement where and in what the models compute; integers are for the UNet alone
 */
public record BenchModels(SyntheticModels models, int relightSteps, Placement placement) {

    /** Checks the components. */
    public BenchModels {
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(placement, "placement");
    }

    Task load(Work work) {
        return switch (work.kind()) {
            case CLIP -> new ClipTask(textEncoder());
            case VAE_ENCODE -> new EncodeTask(autoencoder(), work.size());
            case VAE_DECODE -> new DecodeTask(autoencoder(), work.size());
            case UNET -> unet(work.size());
            case RELIGHT -> RelightTask.of(all(), work.size(), relightSteps);
        };
    }

    UNetTask unet(ImageSize size) {
        return new UNetTask(unet(), size);
    }

    /** A UNet of as many layers that hardly computes. */
    UNetTask narrowUNet(ImageSize size) {
        UNetConfig narrow = Overhead.narrow(unetConfig());
        try (TensorSource source = HashWeights.model(UNet.parameters(narrow), models.seed())) {
            return new UNetTask(new UNet(narrow, source, placement), size);
        }
    }

    /** Writes the UNet's parameters for ONNX Runtime. */
    OnnxUNetFolder writeUNet(Path folder) {
        try (TensorSource source = models.grownUNet(IcLightModel.FC)) {
            return OnnxUNetFolder.write(folder, unetConfig(), source);
        }
    }

    private RelightModels all() {
        OpenedModels opened = new OpenedModels();
        try {
            return new RelightModels(
                    models.tokenizer(),
                    opened.add(textEncoder(), ClipTextEncoder::close),
                    opened.add(autoencoder(), Autoencoder::close),
                    opened.add(unet(), UNet::close),
                    Prediction.EPSILON);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private ClipTextEncoder textEncoder() {
        try (TensorSource source = models.weights(Part.TEXT_ENCODER)) {
            return new ClipTextEncoder(ClipTextConfig.of(models.preset().config(Part.TEXT_ENCODER)), source, exact());
        }
    }

    private Autoencoder autoencoder() {
        try (TensorSource source = models.weights(Part.VAE)) {
            return new Autoencoder(AutoencoderConfig.of(models.preset().config(Part.VAE)), source, exact());
        }
    }

    private Placement exact() {
        return placement.stored(ElementType.F32).isFloating()
                ? placement
                : placement.storing(Storage.Exact.AS_COMPUTED);
    }

    /** As it is when IC-Light's offset has been added. */
    private UNet unet() {
        try (TensorSource source = models.grownUNet(IcLightModel.FC)) {
            return new UNet(unetConfig(), source, placement);
        }
    }

    private UNetConfig unetConfig() {
        return IcLightModel.FC.grow(UNetConfig.of(models.preset().config(Part.UNET)));
    }
}
