package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.internal.RelightModels;
import io.iclight.io.hub.DownloadListener;
import io.iclight.io.hub.Downloads;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.machine.ComputeDevices;
import io.iclight.io.tensor.Device;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.lora.Lora;
import io.iclight.models.matting.RmbgCheckpoint;
import io.iclight.models.vae.Tiling;
import io.iclight.request.BatchSettings;
import io.iclight.request.RequestDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says which models a {@link Relighter} loads. Each is named by a path, or by its id on the Hugging Face hub, which is
 * looked for in the hub's cache; nothing is downloaded unless {@link #downloads} says so. No argument may be {@code null}.
 */
public final class RelighterBuilder {

    private Optional<ModelSource> model = Optional.empty();
    private Optional<ModelSource> iclight = Optional.empty();
    private IcLightModel kind = IcLightModel.FC;
    private Optional<ModelSource> matting = Optional.empty();
    private Optional<ModelSource> textEncoder = Optional.empty();
    private Optional<ModelSource> autoencoder = Optional.empty();
    private Optional<ModelSource> tokenizer = Optional.empty();
    private ImmutableList<Lora> loras = ImmutableList.of();
    private Optional<HubSettings> hub = Optional.empty();
    private Downloads downloads = Downloads.OFF;
    private DownloadListener downloadListener = DownloadListener.NONE;
    private Device device = Device.CPU;
    private Optional<Precision> precision = Optional.empty();
    private Tiling tiling = Tiling.LARGE_PICTURES;
    private Optional<PackedFolder> packed = Optional.empty();
    private EncodedPictures pictures = EncodedPictures.RECENT;
    private int mostTogether = 1;

    RelighterBuilder() {}

    /**
     * Names the base checkpoint.
     *
     * @param path a Stable Diffusion 1.5 model: a folder in diffusers' layout ({@code unet/}, {@code vae/}, {@code
     *     text_encoder/}, {@code tokenizer/}), or a single {@code .safetensors} file as A1111 and ComfyUI have them; told
     *     by content
     * @return this
     */
    public RelighterBuilder model(Path path) {
        return model(ModelSource.of(path));
    }

    /**
     * Names the base checkpoint on the hub.
     *
     * @param id such as {@code stablediffusionapi/realistic-vision-v51}; a file of the repository may follow after a
     *     slash
     * @return this
     * @throws io.iclight.io.hub.InvalidNameException if the hub would not accept it
     */
    public RelighterBuilder model(String id) {
        return model(ModelSource.hub(id));
    }

    /**
     * Names the base checkpoint.
     *
     * @param source a path or an id
     * @return this
     */
    public RelighterBuilder model(ModelSource source) {
        this.model = given(source);
        return this;
    }

    private static Optional<ModelSource> given(ModelSource source) {
        return Optional.of(Objects.requireNonNull(source, "source"));
    }

    /**
     * Names IC-Light's offset.
     *
     * @param file {@code iclight_sd15_fc.safetensors} or {@code iclight_sd15_fcon.safetensors}, which see the foreground, or
     *     {@code iclight_sd15_fbc.safetensors}, which sees a background too; with the names of diffusers or of
     *     latent-diffusion programs
     * @return this
     */
    public RelighterBuilder iclight(Path file) {
        return iclight(ModelSource.of(file));
    }

    /**
     * Names IC-Light's offset on the hub.
     *
     * @param id the repository, {@code lllyasviel/ic-light}
     * @param file {@code iclight_sd15_fc.safetensors}, {@code iclight_sd15_fcon.safetensors} or {@code
     *     iclight_sd15_fbc.safetensors}
     * @return this
     * @throws io.iclight.io.hub.InvalidNameException if the hub would not accept it
     */
    public RelighterBuilder iclight(String id, String file) {
        return iclight(ModelSource.hub(id, file));
    }

    /**
     * Names IC-Light's offset.
     *
     * @param source a file, or a file on the hub
     * @return this
     */
    public RelighterBuilder iclight(ModelSource source) {
        this.iclight = given(source);
        return this;
    }

    /**
     * Says which of IC-Light's models it shall be, where the checkpoint's folder has their offsets: {@code
     * iclight_*_fc.safetensors}, {@code iclight_*_fbc.safetensors}. An offset that was named before is forgotten.
     *
     * @param model conditioned on the foreground (the default), or on foreground and background
     * @return this
     */
    public RelighterBuilder iclight(IcLightModel model) {
        this.kind = Objects.requireNonNull(model, "model");
        this.iclight = Optional.empty();
        return this;
    }

    /**
     * Names a network that finds the subject of a photo, RMBG-1.4; by default the one in the model's folder, {@code matting/},
     * if there is one.
     *
     * @param path its {@code model.safetensors}, or the folder that has it
     * @return this
     */
    public RelighterBuilder matting(Path path) {
        return matting(ModelSource.of(path));
    }

    /**
     * Names a network that finds the subject of a photo, as {@link #matting(Path)} does.
     *
     * @param source a path or an id, {@code briaai/RMBG-1.4}
     * @return this
     */
    public RelighterBuilder matting(ModelSource source) {
        this.matting = given(source);
        return this;
    }

    /**
     * Chooses where the models compute.
     *
     * @param device by default {@link Device#CPU}
     * @return this
     */
    public RelighterBuilder device(Device device) {
        this.device = Objects.requireNonNull(device, "device");
        return this;
    }

    /**
     * Chooses where the models compute.
     *
     * @param name {@code cpu}, which is the default; {@code cuda} for the first card, or {@code cuda:1} for the second,
     *     and so on; {@code auto} for the first card where libtorch can use one, and the processor elsewhere
     * @return this
     * @throws io.iclight.io.tensor.UnknownDeviceException if the name is none of these
     */
    public RelighterBuilder device(String name) {
        return device(ComputeDevices.named(name));
    }

    /**
     * Chooses what the models compute in.
     *
     * @param precision of each model; by default what {@link Precision#defaultFor} says of the device
     * @return this
     */
    public RelighterBuilder precision(Precision precision) {
        this.precision = Optional.of(Objects.requireNonNull(precision, "precision"));
        return this;
    }

    /**
     * Chooses which pictures the autoencoder computes in tiles, so that its memory is that of a tile.
     *
     * @param tiling by default {@link Tiling#LARGE_PICTURES}
     * @return this
     */
    public RelighterBuilder tiling(Tiling tiling) {
        this.tiling = Objects.requireNonNull(tiling, "tiling");
        return this;
    }

    /**
     * Keeps the models in files as they are computed with, offset added and weights laid out for this processor. Building
     * the same relighter again maps these files: at SD1.5's size in a fraction of the time, for 4.1 GB on disk, or half of it
     * where weights are stored in half precision. Files of checkpoints that changed are replaced. What computes on a card, and
     * what {@link #loras} change, is loaded as ever. While a relighter is open, its files may be deleted or moved, but must not
     * be written to.
     *
     * @param folder is made if need be; by default nothing is kept
     * @return this
     */
    public RelighterBuilder packedIn(Path folder) {
        this.packed = Optional.of(new PackedFolder(Objects.requireNonNull(folder, "folder")));
        return this;
    }

    /**
     * Chooses what becomes of the latents that large pictures were encoded to.
     *
     * @param pictures by default {@link EncodedPictures#RECENT}
     * @return this
     */
    public RelighterBuilder encodedPictures(EncodedPictures pictures) {
        this.pictures = Objects.requireNonNull(pictures, "pictures");
        return this;
    }

    /**
     * Lets relights that wait for the relighter's own thread, by {@link Relighting#runAsync()} or {@link Relighter#relightAll},
     * run together: the UNet computes those that are alike in one batch, which small models do in less time, and large ones
     * do not on two cores. Two are alike if each asks for one picture, and passes, sampling, guidance, speed and
     * patches are equal, both with a light or both without. A batch needs the memory of so many pictures. What a picture is changes by rounding, since
     * that depends on a batch's size, and so on what else waits.
     *
     * @param relights how many at most, 1..64; by default 1, with which each is to the bit what it is alone
     * @return this
     * @throws IllegalArgumentException if there are fewer or more
     */
    public RelighterBuilder batchUpTo(int relights) {
        if (relights < 1 || relights > BatchSettings.MOST_IMAGES) {
            throw new IllegalArgumentException("a batch has from 1 to " + BatchSettings.MOST_IMAGES
                    + " relights, was asked for up to " + relights + "; 1 lets each run by itself");
        }
        this.mostTogether = relights;
        return this;
    }

    /**
     * Takes the text encoder from elsewhere; by default the base checkpoint has it.
     *
     * @param path a checkpoint of any layout that has a text encoder, or a folder or file of one alone
     * @return this
     */
    public RelighterBuilder textEncoderFrom(Path path) {
        return textEncoderFrom(ModelSource.of(path));
    }

    /**
     * Takes the text encoder from elsewhere; by default the base checkpoint has it.
     *
     * @param source a path or an id
     * @return this
     */
    public RelighterBuilder textEncoderFrom(ModelSource source) {
        this.textEncoder = given(source);
        return this;
    }

    /**
     * Takes the autoencoder from elsewhere; by default the base checkpoint has it.
     *
     * @param path a checkpoint of any layout that has an autoencoder, or a folder or file of one alone
     * @return this
     */
    public RelighterBuilder vaeFrom(Path path) {
        return vaeFrom(ModelSource.of(path));
    }

    /**
     * Takes the autoencoder from elsewhere; by default the base checkpoint has it.
     *
     * @param source a path or an id
     * @return this
     */
    public RelighterBuilder vaeFrom(ModelSource source) {
        this.autoencoder = given(source);
        return this;
    }

    /**
     * Takes the vocabulary from elsewhere. By default it is looked for in and beside the base checkpoint, in and beside the
     * text encoder's, and last as {@code openai/clip-vit-large-patch14} in the hub's cache.
     *
     * @param path a folder with {@code vocab.json} and {@code merges.txt}, or CLIP's {@code bpe_simple_vocab_16e6.txt.gz}
     * @return this
     */
    public RelighterBuilder tokenizerFrom(Path path) {
        return tokenizerFrom(ModelSource.of(path));
    }

    /**
     * Takes the vocabulary from elsewhere, as {@link #tokenizerFrom(Path)} does.
     *
     * @param source a path or an id
     * @return this
     */
    public RelighterBuilder tokenizerFrom(ModelSource source) {
        this.tokenizer = given(source);
        return this;
    }

    /**
     * Adds LoRA files to the weights while they are loaded. {@link Relighter#withLoras} adds and removes them later.
     *
     * @param loras the files and how strongly each acts; by default none
     * @return this
     */
    public RelighterBuilder loras(List<Lora> loras) {
        this.loras = ImmutableList.copyOf(Objects.requireNonNull(loras, "loras"));
        return this;
    }

    /**
     * Says which hub and which cache to use.
     *
     * @param settings by default what {@link HubSettings#fromEnvironment} makes of the environment
     * @return this
     */
    public RelighterBuilder hub(HubSettings settings) {
        this.hub = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * Says whether ids that are not in the cache are downloaded. Where {@code HF_HUB_OFFLINE} forbids it they never are.
     *
     * @param wanted by default {@link Downloads#OFF}
     * @return this
     */
    public RelighterBuilder downloads(Downloads wanted) {
        this.downloads = Objects.requireNonNull(wanted, "wanted");
        return this;
    }

    /**
     * Listens to downloads.
     *
     * @param listener called by the thread that calls {@link #build}
     * @return this
     */
    public RelighterBuilder onDownload(DownloadListener listener) {
        this.downloadListener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Finds, checks and loads the models.
     *
     * @return a relighter, to be closed by the caller
     * @throws IllegalStateException if no model was named
     * @throws io.iclight.io.weights.WeightsException if a file is missing, malformed, or not what it should be
     * @throws io.iclight.models.config.UnsupportedConfigException if a model's configuration asks for what is not computed here
     * @throws io.iclight.models.clip.TokenizerException if there is no vocabulary where one was named, or it does not fit
     * @throws io.iclight.io.json.JsonException if a configuration is no JSON, or lacks a value
     * @throws io.iclight.request.InvalidRequestException if the checkpoint's folder brings settings that are out of range
     * @throws io.iclight.io.file.FileAccessException if a file cannot be read
     * @throws io.iclight.models.checkpoint.MissingPartException if a checkpoint lacks a part; the message says how to add
     *     it
     * @throws io.iclight.models.lora.LoraException if a LoRA file does not fit the models
     * @throws io.iclight.io.machine.DeviceUnavailableException if this machine cannot compute on the device
     * @throws io.iclight.io.hub.HubException if a file of the hub cannot be found or downloaded; the subclass says why
     */
    public Relighter build() {
        ModelSource base = model.orElseThrow(
                () -> new IllegalStateException("no base checkpoint was named; call model(path) with a "
                        + "Stable Diffusion 1.5 model: a folder in diffusers' layout, or a single file"));
        ComputeDevices.require(device);
        Precision types = precision.orElse(Precision.defaultFor(device));
        HubSettings settings = hub.orElseGet(() -> HubSettings.fromEnvironment(System.getenv()));
        Hub opened =
                Hub.open(downloads == Downloads.OFF ? settings : settings.withDownloads(downloads), downloadListener);
        ModelFiles files = new ModelFiles(opened);
        ModelFolder own = new ModelFolder(files.checkpoint(base));
        ModelSource offset = iclight.orElseGet(() -> ModelSource.of(own.offset(kind)));
        ModelChoice choice = new ModelChoice(base, offset, textEncoder, autoencoder, tokenizer, loras);
        RelightModels models = new ModelLoading(choice, files, device, types, tiling, packed, pictures).load();
        try {
            RequestDefaults defaults = own.defaults(models.kind());
            return new Relighter(
                    matting.map(files::file)
                            .or(own::matting)
                            .map(path -> models.with(RmbgCheckpoint.load(path, device)))
                            .orElse(models),
                    files,
                    defaults,
                    mostTogether);
        } catch (RuntimeException | Error e) {
            models.close();
            throw e;
        }
    }
}
