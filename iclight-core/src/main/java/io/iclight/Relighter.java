package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.bundled.BundledModel;
import io.iclight.internal.RelightModels;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
import io.iclight.models.lora.LoraMix;
import io.iclight.request.RequestDefaults;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Relights photographs with one of IC-Light's models.
 *
 * <pre>{@code
 * try (Relighter relighter = Relighter.builder()
 *         .model(Path.of("realistic-vision-v51"))
 *         .iclight(Path.of("iclight_sd15_fc.safetensors"))
 *         .build()) {
 *     RelightResult result = relighter.relight(Path.of("portrait.jpg"))
 *             .prompt("beautiful woman, sunset over sea")
 *             .light(LightSide.LEFT)
 *             .run();
 *     result.write(Path.of("relit.png"));
 * }
 * }</pre>
 *
 * <p>Loading takes seconds and gigabytes, so make one and keep it. Threads may share it: relights that run at the same
 * time share the models and need memory of their own for what they compute. Closing waits for relights that run, and
 * refuses those that would begin.
 */
public final class Relighter implements AutoCloseable {

    private final RelightModels models;
    private final ModelFiles files;
    private final RequestDefaults defaults;
    private final int mostTogether;
    private final OpenRelights open = new OpenRelights();
    private final RelightThread thread = new RelightThread();
    private final Owner owner;

    /**
     * Takes ownership of the models.
     *
     * @param models owned
     * @param files finds LoRA files that are added later
     * @param defaults of requests
     * @param mostTogether how many relights that wait run together, from 1
     */
    Relighter(RelightModels models, ModelFiles files, RequestDefaults defaults, int mostTogether) {
        this.models = models;
        this.files = files;
        this.defaults = defaults;
        this.mostTogether = mostTogether;
        this.owner = new Owner(open, thread.executor(), new WaitingRelights(mostTogether));
    }

    /** As the other constructor, with the hub that the environment names and the defaults of IC-Light's demos. */
    Relighter(RelightModels models) {
        this(models, 1);
    }

    /** As above, with relights that wait in batches of so many. */
    Relighter(RelightModels models, int mostTogether) {
        this(
                models,
                new ModelFiles(Hub.open(HubSettings.fromEnvironment(System.getenv()))),
                RequestDefaults.of(models.kind()),
                mostTogether);
    }

    RelightModels models() {
        return models;
    }

    /**
     * Loads the small model that comes with the library, conditioned on the foreground, with the network that finds a
     * photo's subject.
     *
     * @return a relighter, to be closed by the caller
     * @throws io.iclight.bundled.BundledModelException if the models cannot be unpacked
     */
    public static Relighter mini() {
        return mini(IcLightModel.FC);
    }

    /**
     * Loads the small model that comes with the library, with the network that finds a photo's subject.
     *
     * @param kind conditioned on the foreground, or on foreground and background
     * @return a relighter, to be closed by the caller
     * @throws io.iclight.bundled.BundledModelException if the models cannot be unpacked
     */
    public static Relighter mini(IcLightModel kind) {
        return builder()
                .model(BundledModel.MINI.folder())
                .iclight(kind)
                .matting(BundledModel.MATTING.folder())
                .build();
    }

    /**
     * Begins to describe a relighter.
     *
     * @return a builder; the model must be named
     */
    public static RelighterBuilder builder() {
        return new RelighterBuilder();
    }

    /**
     * Tells which of IC-Light's models this is.
     *
     * @return conditioned on the foreground, or on foreground and background
     */
    public IcLightModel model() {
        return models.kind();
    }

    /**
     * Begins a relight.
     *
     * @param photo RGB or grey, or RGBA, whose opacity tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public Relighting relight(Image photo) {
        return new Relighting(owner, models, defaults, photo);
    }

    /**
     * Relights several photos, or one several times, one after the other on a thread of this relighter's own: memory does not
     * grow with their number. {@link RelighterBuilder#batchUpTo} lets some run together: all wait before the first begins.
     *
     * @param relightings in the order in which they run; what is set on them afterwards changes nothing
     * @return a future for each, in the same order, to be waited for or cancelled by itself
     * @throws io.iclight.request.InvalidRequestException if one has no prompt, or settings that do not fit each other; none
     *     is begun then
     * @throws IllegalArgumentException if one is of another relighter; none is begun then
     */
    public ImmutableList<CompletableFuture<RelightResult>> relightAll(List<Relighting> relightings) {
        ImmutableList<Relighting> all = ImmutableList.copyOf(relightings);
        all.forEach(relighting -> relighting.requireValidFor(owner));
        return owner.queue(all.stream().map(Relighting::waiting).toList());
    }

    /**
     * Begins a relight.
     *
     * @param photo with or without opacity, which tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public Relighting relight(BufferedImage photo) {
        return relight(Image.of(photo));
    }

    /**
     * Begins a relight.
     *
     * @param photo a JPEG, PNG or WebP file
     * @return the call, to be given a prompt and run
     * @throws io.iclight.io.image.ImageFileException if the file is no picture, or damaged
     * @throws io.iclight.io.file.FileAccessException if there is no file, or it cannot be read
     */
    public Relighting relight(Path photo) {
        return relight(ImageDecoder.STANDARD.read(photo));
    }

    /**
     * Begins to compute normals, with the background-conditioned model.
     *
     * @param photo RGB or grey, or RGBA, whose opacity tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public NormalMapping normals(Image photo) {
        return new NormalMapping(owner, models, defaults, photo);
    }

    /**
     * Begins to compute normals, with the background-conditioned model.
     *
     * @param photo with or without opacity, which tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public NormalMapping normals(BufferedImage photo) {
        return normals(Image.of(photo));
    }

    /**
     * Begins to compute normals, with the background-conditioned model.
     *
     * @param photo a JPEG, PNG or WebP file
     * @return the call, to be given a prompt and run
     * @throws io.iclight.io.image.ImageFileException if the file is no picture, or damaged
     * @throws io.iclight.io.file.FileAccessException if there is no file, or it cannot be read
     */
    public NormalMapping normals(Path photo) {
        return normals(ImageDecoder.STANDARD.read(photo));
    }

    /**
     * Makes a relighter with LoRA files added to this one's weights. Parameters that they do not change are shared; this
     * relighter does not change, not by a bit, and relights of both may run at the same time. To change a weight, or to
     * add or remove a file, call this again on the relighter without LoRA; either may be closed first.
     *
     * <p>It takes the memory of the weights that change (for a usual LoRA a third of the UNet and most of the text
     * encoder), and a second or two.
     *
     * @param loras the files and how strongly each acts; empty for none
     * @return another relighter, to be closed by the caller
     * @throws io.iclight.models.lora.LoraException if a file does not fit the models; what does not is listed
     * @throws io.iclight.io.hub.HubException if a file is on the hub and cannot be found or downloaded
     * @throws IllegalStateException if this is closed
     */
    public Relighter withLoras(List<Lora> loras) {
        Objects.requireNonNull(loras, "loras");
        LoraTargets targets =
                LoraTargets.of(models.unet().config(), models.textEncoder().config());
        try (LoraMix mix = LoraMix.open(loras, files, targets)) {
            return new Relighter(models.with(mix), files, defaults, mostTogether);
        }
    }

    /**
     * Waits for relights that run, then frees the models. Relights that have not begun fail, as do those that begin later.
     * Closing twice does nothing.
     *
     * @throws IllegalStateException if this is called within one of the relights, which would have to wait for itself
     */
    @Override
    public void close() {
        open.close();
        thread.close();
        models.close();
    }
}
