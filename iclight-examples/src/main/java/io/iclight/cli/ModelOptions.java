package io.iclight.cli;

import io.iclight.EncodedPictures;
import io.iclight.Precision;
import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import io.iclight.bundled.BundledModel;
import io.iclight.io.hub.Downloads;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.lora.Lora;
import io.iclight.models.vae.Tiling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which models a relight takes. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = SourceConverter.class,
            description =
                    "A Stable Diffusion 1.5 model: a folder in diffusers' layout, a single .safetensors file, or an "
                            + "id of the Hugging Face hub (owner/name); default the small one that comes with the library.")
    private Optional<ModelSource> model;

    @Option(
            names = "--iclight",
            paramLabel = "FILE",
            converter = SourceConverter.class,
            description =
                    "IC-Light's offset: iclight_sd15_fc.safetensors, or iclight_sd15_fbc.safetensors for backgrounds; "
                            + "lllyasviel/ic-light/iclight_sd15_fc.safetensors on the hub; default the one in the "
                            + "model's folder.")
    private Optional<ModelSource> iclight;

    @Option(
            names = "--matting",
            paramLabel = "PATH",
            converter = MattingConverter.class,
            description =
                    "A network that finds the subject: the word bundled for the small one that comes with the library, "
                            + "which is the default where no model is named; RMBG-1.4's model.safetensors, the folder "
                            + "that has it, or an id.")
    private Optional<ModelSource> matting;

    @Option(
            names = "--vae",
            paramLabel = "MODEL",
            converter = SourceConverter.class,
            description = "Takes the autoencoder from here: a folder, a file, or an id.")
    private Optional<ModelSource> autoencoder;

    @Option(
            names = "--text-encoder",
            paramLabel = "MODEL",
            converter = SourceConverter.class,
            description = "Takes the text encoder from here: a folder, a file, or an id.")
    private Optional<ModelSource> textEncoder;

    @Option(
            names = "--tokenizer",
            paramLabel = "PATH",
            converter = SourceConverter.class,
            description = "A folder with vocab.json and merges.txt, or CLIP's bpe_simple_vocab_16e6.txt.gz.")
    private Optional<ModelSource> tokenizer;

    @Option(
            names = "--lora",
            paramLabel = "FILE[:WEIGHT]",
            converter = LoraConverter.class,
            description = "Adds a LoRA file, or an id; may be given more than once. The weight is 1 by default.")
    private List<Lora> loras = new ArrayList<>();

    @Option(names = "--download", description = "Downloads ids that are not in the hub's cache.")
    private boolean download;

    @Option(
            names = "--device",
            description = "Where models compute: cpu (default), cuda, cuda:N, or auto for a card if there is one.")
    private Optional<Device> device;

    @Option(
            names = "--dtype",
            converter = FloatingType.class,
            description = "What models compute in: F32, F16, BF16, F64; default F32 on the CPU, and on a card as in"
                    + " IC-Light's demo, F16 with BF16 for the autoencoder.")
    private Optional<ElementType> dtype;

    @Option(
            names = "--store",
            converter = StoredType.class,
            description =
                    "What weights are kept as in memory; F16 takes half of it, and more time. I8 takes a quarter of"
                            + " the UNet's, computes with integers, in seven tenths of the time, and is not exact.")
    private Optional<ElementType> stored;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            converter = TilingConverter.class,
            description = "Pictures of more than PIXELS x PIXELS are encoded and decoded in tiles of at most that, in"
                    + " less memory and up to three times as slowly; default 1280, at least 256, or off for never.")
    private Optional<Tiling> tiling;

    @Option(
            names = "--packed",
            paramLabel = "DIR",
            description =
                    "Keeps the models in DIR as they are computed with, some 4 GB, and starts from there the next time.")
    private Optional<Path> packed;

    @Option(
            names = "--latents",
            paramLabel = "DIR",
            description =
                    "Keeps in DIR what the last 256 large pictures were encoded to, and does not encode them again; whoever"
                            + " can read these files can see the pictures.")
    private Optional<Path> latents;

    /**
     * Begins to describe a relighter.
     *
     * @param kind which of IC-Light's models is needed, where no offset is named
     */
    RelighterBuilder builder(IcLightModel kind) {
        RelighterBuilder builder =
                modelOrMini().iclight(kind).loras(loras).downloads(download ? Downloads.ON : Downloads.OFF);
        iclight.ifPresent(builder::iclight);
        matting.ifPresent(builder::matting);
        autoencoder.ifPresent(builder::vaeFrom);
        textEncoder.ifPresent(builder::textEncoderFrom);
        tokenizer.ifPresent(builder::tokenizerFrom);
        device.ifPresent(builder::device);
        tiling.ifPresent(builder::tiling);
        packed.ifPresent(builder::packedIn);
        latents.map(EncodedPictures::keptIn).ifPresent(builder::encodedPictures);
        if (dtype.isPresent() || stored.isPresent()) {
            Precision precision =
                    dtype.map(Precision::all).orElseGet(() -> Precision.defaultFor(device.orElse(Device.CPU)));
            builder.precision(stored.map(precision::storing).orElse(precision));
        }
        return builder;
    }

    /** Whether a precision, a storage or a card is asked for. */
    boolean choosePrecision() {
        return dtype.isPresent()
                || stored.isPresent()
                || device.orElse(Device.CPU).kind() != Device.Kind.CPU;
    }

    private RelighterBuilder modelOrMini() {
        return model.map(given -> Relighter.builder().model(given))
                .orElseGet(() ->
                        Relighter.builder().model(BundledModel.MINI.folder()).matting(BundledModel.MATTING.folder()));
    }

    /** Reads a path or an id. */
    static final class SourceConverter implements ITypeConverter<ModelSource> {

        @Override
        public ModelSource convert(String text) {
            return ModelSource.parse(text);
        }
    }

    /** Reads a path or an id, or the name of what comes with the library. */
    static final class MattingConverter implements ITypeConverter<ModelSource> {

        @Override
        public ModelSource convert(String text) {
            return text.equals("bundled") ? ModelSource.of(BundledModel.MATTING.folder()) : ModelSource.parse(text);
        }
    }

    /** Reads the side of a tile, or that there are none. */
    static final class TilingConverter implements ITypeConverter<Tiling> {

        @Override
        public Tiling convert(String text) {
            if (text.equals("off")) {
                return Tiling.NONE;
            }
            try {
                return new Tiling(Integer.parseInt(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "expected a number of pixels from " + Tiling.SMALLEST + ", or off, was \"" + text + "\"");
            }
        }
    }

    /** Reads a path or an id, and perhaps a number after a colon. */
    static final class LoraConverter implements ITypeConverter<Lora> {

        private static final Pattern FORM = Pattern.compile("(?<file>.+?)(:(?<weight>[-+]?[0-9.]+))?");

        @Override
        public Lora convert(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("expected FILE or FILE:WEIGHT, was \"" + text + "\"");
            }
            try {
                double weight = parts.group("weight") == null ? 1 : Double.parseDouble(parts.group("weight"));
                return new Lora(ModelSource.parse(parts.group("file")), weight);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a number after the colon, was \"" + text + "\"");
            }
        }
    }
}
