package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.internal.LatentMemory;
import io.iclight.internal.OpenedModels;
import io.iclight.internal.RelightModels;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.weights.OverlaidSource;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.MissingPartException;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.checkpoint.PredictionType;
import io.iclight.models.checkpoint.VocabularyPath;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.TokenizerException;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.iclight.OffsetFile;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.LoraMix;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.models.vae.Tiling;
import io.iclight.samplers.Prediction;
import java.nio.file.Path;
import java.util.Optional;

/** From files to models: finds them, opens them, checks them, and frees what was loaded if the rest cannot be. */
final class ModelLoading {

    private final ModelChoice choice;
    private final ModelFiles files;
    private final Device device;
    private final Precision precision;
    private final Tiling tiling;
    private final Optional<PackedFolder> packed;
    private final EncodedPictures pictures;

    /**
     * Names the files.
     *
     * @param choice which files
     * @param files turns ids into files
     * @param device where the models compute
     * @param precision what they compute in
     * @param tiling how the autoencoder cuts large pictures
     * @param packed where the models are kept as they are computed with, if they are
     * @param pictures what becomes of what the autoencoder encodes
     */
    ModelLoading(
            ModelChoice choice,
            ModelFiles files,
            Device device,
            Precision precision,
            Tiling tiling,
            Optional<PackedFolder> packed,
            EncodedPictures pictures) {
        this.choice = choice;
        this.files = files;
        this.device = device;
        this.precision = precision;
        this.tiling = tiling;
        this.packed = packed;
        this.pictures = pictures;
    }

    /**
     * Loads the models. What can be seen from headers is checked first: a wrong file is told before gigabytes are read.
     *
     * @return the models, to be closed by the caller
     */
    RelightModels load() {
        try (Checkpoint base = Checkpoint.open(files.checkpoint(choice.base()));
                Checkpoint textEncoder = part(Part.TEXT_ENCODER, choice.textEncoder(), base);
                Checkpoint autoencoder = part(Part.VAE, choice.autoencoder(), base);
                OffsetFile offset = OffsetFile.open(files.file(choice.offset()), base.unetConfig())) {
            ClipTokenizer tokenizer = tokenizer(base, textEncoder);
            AutoencoderConfig autoencoderConfig = autoencoder.autoencoderConfig();
            OpenedModels opened = new OpenedModels();
            try (LoraMix loras = loras(base, offset, textEncoder)) {
                Autoencoder loaded = opened.add(autoencoder(autoencoder, autoencoderConfig), Autoencoder::close);
                return new RelightModels(
                        tokenizer,
                        opened.add(textEncoder(textEncoder, loras), ClipTextEncoder::close),
                        loaded,
                        opened.add(unet(base, offset, loras), UNet::close),
                        prediction(base.predictionType()),
                        Optional.empty(),
                        latents(loaded, autoencoder.path()));
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        }
    }

    /** The checkpoint that has a part, opened once more if it is the base: closing it twice does no harm. */
    private Checkpoint part(Part part, Optional<ModelSource> source, Checkpoint base) {
        Path path = source.map(named -> files.part(named, part)).orElse(base.path());
        return Checkpoint.open(path);
    }

    private ClipTokenizer tokenizer(Checkpoint base, Checkpoint textEncoder) {
        int known = textEncoder.textConfig().vocabularySize();
        VocabularyPath vocabulary = choice.tokenizer()
                .map(files::vocabulary)
                .or(base::vocabulary)
                .or(textEncoder::vocabulary)
                .or(files::clipVocabulary)
                .orElseThrow(() -> MissingPartException.vocabulary(base));
        ClipTokenizer tokenizer = vocabulary.read();
        int last = tokenizer.specialTokens().end();
        if (last >= known) {
            throw new TokenizerException(vocabulary.path() + " has tokens up to " + last + ", but the text encoder of "
                    + textEncoder.path() + " knows " + known + "; name the tokenizer of its model "
                    + "with tokenizerFrom(path)");
        }
        return tokenizer;
    }

    private static Prediction prediction(PredictionType type) {
        return switch (type) {
            case EPSILON -> Prediction.EPSILON;
            case V_PREDICTION -> Prediction.V;
            case SAMPLE -> Prediction.SAMPLE;
        };
    }

    private LoraMix loras(Checkpoint base, TensorSource offset, Checkpoint textEncoder) {
        LoraTargets targets = LoraTargets.of(IcLightModel.of(offset).grow(base.unetConfig()), textEncoder.textConfig());
        return LoraMix.open(choice.loras(), files, targets);
    }

    private Placement on(ElementType type) {
        return on(type, precision.stored().filter(ElementType::isFloating));
    }

    private Placement on(ElementType type, Optional<ElementType> stored) {
        Placement placement = new Placement(device, type);
        return stored.map(placement::storing).orElse(placement.storing(Storage.Exact.AS_READ));
    }

    /** The one model whose weights may be integers: it is most of the work, and the others' errors would be seen at once. */
    private Placement onForUNet() {
        return on(precision.unet(), precision.stored());
    }

    /** A mix of LoRA files is seldom the same again. What computes elsewhere is not laid out for the processor. */
    private boolean isWorthKeeping(Part part) {
        return device.equals(Device.CPU) && (part == Part.VAE || choice.loras().isEmpty());
    }

    private TensorSource kept(Part part, TensorSource weights, Placement placement, Path... checkpoints) {
        return packed.filter(folder -> isWorthKeeping(part))
                .map(folder -> folder.keeping(part, weights, placement, ImmutableList.copyOf(checkpoints)))
                .orElse(weights);
    }

    private UNet unet(Checkpoint base, TensorSource offset, LoraMix loras) {
        try (TensorSource plain = base.weights(Part.UNET)) {
            TensorSource sum = IcLightWeights.add(plain, offset);
            TensorSource changed = new OverlaidSource(sum, loras.changes(Part.UNET, sum));
            Placement placement = onForUNet();
            return new UNet(
                    IcLightModel.of(offset).grow(base.unetConfig()),
                    kept(Part.UNET, changed, placement, base.path(), files.file(choice.offset())),
                    placement);
        }
    }

    private Autoencoder autoencoder(Checkpoint checkpoint, AutoencoderConfig config) {
        try (TensorSource weights = checkpoint.weights(Part.VAE)) {
            Placement placement = on(precision.autoencoder());
            return new Autoencoder(config, kept(Part.VAE, weights, placement, checkpoint.path()), placement, tiling);
        }
    }

    private LatentMemory latents(Autoencoder loaded, Path checkpoint) {
        return pictures.memory(String.join(
                "\n", loaded.kernels(), tiling.toString(), CheckpointState.of(ImmutableList.of(checkpoint))));
    }

    private ClipTextEncoder textEncoder(Checkpoint checkpoint, LoraMix loras) {
        try (TensorSource weights = checkpoint.weights(Part.TEXT_ENCODER)) {
            TensorSource changed = new OverlaidSource(weights, loras.changes(Part.TEXT_ENCODER, weights));
            Placement placement = on(precision.textEncoder());
            return new ClipTextEncoder(
                    checkpoint.textConfig(), kept(Part.TEXT_ENCODER, changed, placement, checkpoint.path()), placement);
        }
    }
}
