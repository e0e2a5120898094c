package io.iclight.models.keys;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A single-file checkpoint, as A1111, ComfyUI and the training programs of Stable Diffusion 1.x write it: all models in
 * one file, or some of them, or one.
 *
 * <p>Which models there are is told from the names. A model that the file holds alone may lack the usual beginning of its
 * names, or have diffusers' names already, those of old versions included. What is left of training (averaged
 * weights, the loss) and the tables of the schedule are passed over.
 */
public final class LdmCheckpoint implements AutoCloseable {

    private static final ImmutableMap<Part, Place> PLACES = ImmutableMap.of(
            Part.UNET,
            new Place(
                    List.of("model.diffusion_model.", "diffusion_model.", ""),
                    List.of("input_blocks.0.0.weight", "down_blocks.0.resnets.0.conv1.weight")),
            Part.VAE,
            new Place(
                    List.of("first_stage_model.", ""),
                    List.of(
                            "decoder.mid.attn_1.q.weight",
                            "decoder.mid_block.attentions.0.to_q.weight",
                            "decoder.mid_block.attentions.0.query.weight")),
            Part.TEXT_ENCODER,
            new Place(
                    List.of("cond_stage_model.transformer.", ""),
                    List.of("text_model.encoder.layers.0.layer_norm1.weight", "encoder.layers.0.layer_norm1.weight")));

    private final TensorSource file;

    private LdmCheckpoint(TensorSource file) {
        this.file = file;
    }

    /**
     * Where a model is in a file.
     *
     * @param prefixes what its tensors' names may begin with, the surest first
     * @param markers what follows in one of the names, whatever the model's size
     */
    private record Place(List<String> prefixes, List<String> markers) {

        Optional<String> prefixIn(TensorSource file) {
            return prefixes.stream()
                    .filter(prefix ->
                            markers.stream().anyMatch(marker -> file.tensors().containsKey(prefix + marker)))
                    .findFirst();
        }
    }

    /**
     * Looks at a file.
     *
     * @param file the tensors; closed when the checkpoint is closed
     * @return the checkpoint
     * @throws WeightsException if no model of Stable Diffusion 1.x is in the file, which then stays open
     */
    public static LdmCheckpoint of(TensorSource file) {
        LdmCheckpoint checkpoint = new LdmCheckpoint(file);
        if (Arrays.stream(Part.values()).noneMatch(checkpoint::has)) {
            throw new WeightsException(file.origin() + " holds no model of Stable Diffusion 1.x under the names of "
                    + "single-file checkpoints; its " + file.tensors().size() + " tensors begin with "
                    + checkpoint.beginnings());
        }
        return checkpoint;
    }

    /**
     * Returns what the names of a model's parameters begin with in a file of all models.
     *
     * @param part the model
     * @return such as {@code first_stage_model.}
     */
    public static String prefix(Part part) {
        return PLACES.get(part).prefixes().get(0);
    }

    /**
     * Says whether a model is in the file.
     *
     * @param part the model
     * @return whether it is there
     */
    public boolean has(Part part) {
        return has(file, part);
    }

    /**
     * Says whether a model is among some tensors.
     *
     * @param tensors of a file
     * @param part the model
     * @return whether it is there
     */
    public static boolean has(TensorSource tensors, Part part) {
        return PLACES.get(part).prefixIn(tensors).isPresent();
    }

    /**
     * Presents the UNet.
     *
     * @param config its shape
     * @return the parameters under diffusers' names; it need not be closed, and is of no use when this is closed
     * @throws WeightsException if it is not in the file
     */
    public TensorSource unet(UNetConfig config) {
        return RenamedSource.of(part(Part.UNET), LayoutNames.ldmUNet(config));
    }

    /**
     * Presents the autoencoder.
     *
     * @param config its shape
     * @return the parameters under diffusers' names; it need not be closed, and is of no use when this is closed
     * @throws WeightsException if it is not in the file
     */
    public TensorSource autoencoder(AutoencoderConfig config) {
        TensorSource today = RenamedSource.of(part(Part.VAE), LayoutNames.ldmAutoencoder(config));
        return RenamedSource.of(today, LayoutNames.oldAutoencoder());
    }

    /**
     * Presents the text encoder.
     *
     * @return the parameters under transformers' names; it need not be closed, and is of no use when this is closed
     * @throws WeightsException if it is not in the file
     */
    public TensorSource textEncoder() {
        return RenamedSource.of(part(Part.TEXT_ENCODER), LayoutNames.bareTextEncoder());
    }

    private TensorSource part(Part part) {
        String prefix = PLACES.get(part).prefixIn(file).orElseThrow(() -> new WeightsException(missing(part)));
        return new PartSource(file, prefix);
    }

    private String missing(Part part) {
        String there =
                Arrays.stream(Part.values()).filter(this::has).map(Part::folder).collect(Collectors.joining(", "));
        return file.origin() + " has no " + part.folder() + ", but " + there
                + "; take it from another file. Its names begin with " + beginnings();
    }

    private String beginnings() {
        return file.tensors().keySet().stream()
                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : name)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    /** Closes the file. Closing twice does nothing. */
    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file + " with "
                + Arrays.stream(Part.values())
                        .filter(this::has)
                        .map(Part::folder)
                        .toList();
    }
}
