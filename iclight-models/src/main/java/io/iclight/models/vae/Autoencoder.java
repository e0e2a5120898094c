package io.iclight.models.vae;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.ImageSize;
import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Lanes;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.layers.Inference;
import io.iclight.models.layers.InputException;
import io.iclight.models.layers.InputSignature;
import io.iclight.models.layers.InputSignature.Axis;
import io.iclight.models.layers.LoadedGraph;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The autoencoder: images to latents and back (Kingma and Welling, 2013; Rombach et al., 2022; diffusers, {@code
 * AutoencoderKL}). Latents are neither multiplied nor divided by the scaling factor here.
 *
 * <p>Arguments may lie on any device and be of any floating-point type; they are moved to where this computes, which is
 * where results are. It may be used by several threads at once. Closing it frees its parameters.
 */
public final class Autoencoder implements AutoCloseable {

    /** Of a picture's first feature map. Larger maps bind a relight's memory. */
    private static final long SMALL_MAP_BYTES = 1L << 26;

    private final AutoencoderConfig config;
    private final LoadedGraph<AutoencoderGraph> loaded;
    private final Tiling tiling;
    private final InputSignature imageSignature;
    private final InputSignature latentsSignature;

    /**
     * Loads an autoencoder.
     *
     * @param config its shape
     * @param source its parameters, under diffusers' names; borrowed for the duration of the call
     * @param placement where and in what it computes
     * @param tiling how large pictures are cut
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public Autoencoder(AutoencoderConfig config, TensorSource source, Placement placement, Tiling tiling) {
        this(
                config,
                LoadedGraph.load(
                        "the autoencoder", source, placement, weights -> new AutoencoderGraph(weights, config)),
                tiling);
    }

    /**
     * Loads an autoencoder that cuts {@link Tiling#LARGE_PICTURES}.
     *
     * @param config its shape
     * @param source its parameters, under diffusers' names; borrowed for the duration of the call
     * @param placement where and in what it computes
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public Autoencoder(AutoencoderConfig config, TensorSource source, Placement placement) {
        this(config, source, placement, Tiling.LARGE_PICTURES);
    }

    /**
     * Loads an autoencoder onto the processor.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @param type what it computes in
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public Autoencoder(AutoencoderConfig config, TensorSource source, ElementType type) {
        this(config, source, Placement.cpu(type));
    }

    private Autoencoder(AutoencoderConfig config, LoadedGraph<AutoencoderGraph> loaded, Tiling tiling) {
        ElementType type = loaded.placement().type();
        this.config = config;
        this.tiling = Objects.requireNonNull(tiling, "tiling");
        this.imageSignature = InputSignature.of(
                "the autoencoder's image",
                type,
                Axis.any("batch"),
                Axis.of("channels", config.inChannels()),
                Axis.atLeast("height", config.reduction()),
                Axis.atLeast("width", config.reduction()));
        this.latentsSignature = InputSignature.of(
                "the autoencoder's latents",
                type,
                Axis.any("batch"),
                Axis.of("channels", config.latentChannels()),
                Axis.any("height"),
                Axis.any("width"));
        this.loaded = loaded;
    }

    /**
     * Checks, from the headers alone, that an autoencoder of a shape could be loaded.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public static void requireFit(AutoencoderConfig config, TensorSource source) {
        LoadedGraph.requireFit("the autoencoder", source, weights -> new AutoencoderGraph(weights, config));
    }

    /**
     * Lists the parameters of an autoencoder.
     *
     * @param config its shape
     * @return type and shape by name, in the graph's order
     */
    public static ImmutableMap<String, TensorInfo> parameters(AutoencoderConfig config) {
        return LoadedGraph.parameters(weights -> new AutoencoderGraph(weights, config));
    }

    /**
     * Makes another autoencoder of the same parameters, to be closed on its own.
     *
     * @return the autoencoder, which shares all memory with this one; to be closed by the caller
     * @throws IllegalStateException if this is closed
     */
    public Autoencoder shared() {
        return with(tiling);
    }

    /**
     * Makes another autoencoder of the same parameters that cuts large pictures otherwise, to be closed on its own.
     *
     * @param other how it cuts them
     * @return the autoencoder, which shares all memory with this one; to be closed by the caller
     * @throws IllegalStateException if this is closed
     */
    public Autoencoder with(Tiling other) {
        return new Autoencoder(config, loaded.shared(), other);
    }

    /**
     * Presents the parameters.
     *
     * @return the parameters as a checkpoint has them, in this model's memory: not to be written to
     */
    public TensorSource parameters() {
        return loaded.parameters();
    }

    /**
     * Returns what this autoencoder was built from.
     *
     * @return its shape
     */
    public AutoencoderConfig config() {
        return config;
    }

    /**
     * Returns where and in what this autoencoder computes.
     *
     * @return where its parameters and results lie, and their type
     */
    public Placement placement() {
        return loaded.placement();
    }

    /**
     * Names what this autoencoder computes with.
     *
     * @return one line, that of no other machine or library whose results would be rounded otherwise
     */
    public String kernels() {
        return loaded.kernels();
    }

    /**
     * Says how much work a picture is: as much as one of so many pixels in one piece.
     *
     * @param size of the picture
     * @return as many pixels as it has, rounded down to whole ones of the latents, and several times as many if it is cut
     */
    public long computedPixels(ImageSize size) {
        int reduction = config.reduction();
        long latents = loaded.graph().computed(size.height() / reduction, size.width() / reduction, tiling);
        return latents * reduction * reduction;
    }

    /**
     * Encodes images.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed; sizes are rounded down to
     *     multiples of {@link AutoencoderConfig#reduction}
     * @return the distribution of the latents, belonging to the caller
     * @throws InputException if the image is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public LatentDistribution encode(Tensor image) {
        try (Inference inference = loaded.infer()) {
            LatentDistribution encoded =
                    loaded.graph().encode(imageSignature.take(image, placement().device()), tiling);
            return new LatentDistribution(inference.handOut(encoded.mean()), inference.handOut(encoded.logVariance()));
        }
    }

    /**
     * Says whether the feature maps of a picture are small: at most 64 MiB each, as those of 362x362 pixels in SD1.5's
     * autoencoder.
     *
     * @param size of the picture
     * @return whether there is room for those of two pictures at once
     */
    public boolean isSmall(ImageSize size) {
        return (long) size.width() * size.height() * config.channels().get(0) * Float.BYTES <= SMALL_MAP_BYTES;
    }

    /**
     * Says whether several pictures are encoded two at a time, on a thread each: {@linkplain #isSmall small} ones, where {@link
     * Lanes} fit.
     *
     * @param size of the pictures
     * @return whether {@link #encodeMode} of several is faster than of one after the other
     */
    public boolean encodesSideBySide(ImageSize size) {
        return isSmall(size) && placement().device().equals(Device.CPU) && Lanes.fit();
    }

    /**
     * Encodes images to their most probable latents. Where they go {@linkplain #encodesSideBySide side by side} the latents of
     * each of several images are, to the bit, the same among any number of others.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed
     * @return {@code [batch, latentChannels, h, w]}, belonging to the caller
     * @throws InputException if the image is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public Tensor encodeMode(Tensor image) {
        try (Inference inference = loaded.infer()) {
            Tensor taken = imageSignature.take(image, placement().device());
            return inference.handOut(takesLanes(taken) ? Inference.sideBySide(modes(taken)) : mode(taken));
        }
    }

    private boolean takesLanes(Tensor images) {
        return images.size(0) > 1 && encodesSideBySide(new ImageSize((int) images.size(3), (int) images.size(2)));
    }

    private ImmutableList<Supplier<Tensor>> modes(Tensor images) {
        return LongStream.range(0, images.size(0))
                .<Supplier<Tensor>>mapToObj(i -> () -> mode(images.narrow(0, i, 1)))
                .collect(ImmutableList.toImmutableList());
    }

    private Tensor mode(Tensor images) {
        return loaded.graph().encode(images, tiling).mean();
    }

    /**
     * Decodes latents.
     *
     * @param latents {@code [batch, latentChannels, h, w]}, borrowed
     * @return {@code [batch, outChannels, h * reduction, w * reduction]}, around -1 to 1, belonging to the caller
     * @throws InputException if the latents are of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public Tensor decode(Tensor latents) {
        try (Inference inference = loaded.infer()) {
            Tensor taken = latentsSignature.take(latents, placement().device());
            return inference.handOut(loaded.graph().decode(taken, tiling));
        }
    }

    /** Waits for computations that run, then frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        loaded.close();
    }

    @Override
    public String toString() {
        return "Autoencoder " + loaded.placement() + " " + config;
    }
}
