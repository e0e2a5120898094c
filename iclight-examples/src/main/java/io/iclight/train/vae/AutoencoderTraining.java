package io.iclight.train.vae;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.models.vae.AutoencoderGraph;
import io.iclight.train.data.PicturePool;
import io.iclight.train.optim.CalmStart;
import io.iclight.train.optim.Halves;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Training;
import io.iclight.train.optim.TrainingState;
import io.iclight.train.optim.Worker;
import io.iclight.train.render.noise.Chance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains an autoencoder, and writes it in diffusers' layout each time that it is the best so far.
 *
 * @param config what stands in its {@code config.json}
 * @param training where and how
 * @param batch how many pieces of pictures a step has, an even number: half of them for each part of the step
 * @param cropSize their size in pixels, from 16; a multiple of what the autoencoder reduces by
 * @param seed decides about everything that is drawn
 */
public record AutoencoderTraining(JsonObject config, Training training, int batch, int cropSize, long seed) {

    private static final int PICTURES_FOR_SCALE = 64;
    private static final int SMALLEST_CROP = 16;

    /** Checks the components. */
    public AutoencoderTraining {
        Halves.of(batch);
        if (cropSize < SMALLEST_CROP) {
            throw new IllegalArgumentException(
                    "pieces have at least " + SMALLEST_CROP + " pixels a side, was " + cropSize);
        }
        int reduction = AutoencoderConfig.of(config).reduction();
        if (cropSize % reduction != 0) {
            throw new IllegalArgumentException("pieces have a multiple of " + reduction
                    + " pixels a side, by which the autoencoder reduces them, was " + cropSize);
        }
    }

    /**
     * Trains.
     *
     * @param pictures to learn from; borrowed
     * @param heldOut to measure with; borrowed
     * @param progress is told each line of the log
     * @throws IllegalArgumentException if a picture is smaller than the pieces
     */
    public void run(PicturePool pictures, PicturePool heldOut, Consumer<String> progress) {
        int smallest = Math.min(pictures.size(), heldOut.size());
        if (cropSize > smallest) {
            throw new IllegalArgumentException("pieces of " + cropSize + " pixels do not fit into pictures of "
                    + smallest + "; ask for smaller pieces, or render larger scenes");
        }
        AutoencoderConfig shape = AutoencoderConfig.of(config);
        try (ParameterVector parameters =
                        ParameterVector.of(new CalmStart(HashWeights.model(Autoencoder.parameters(shape), seed), 0.1));
                ParameterVector twin = parameters.twin();
                LoadedGraph<AutoencoderGraph> loaded = load(parameters, shape);
                LoadedGraph<AutoencoderGraph> second = load(twin, shape);
                TrainingState state = new TrainingState(parameters)) {
            progress.accept(parameters.toString());
            Worker first = new Worker(
                    parameters,
                    new AutoencoderObjective(loaded.graph(), pictures, heldOut, Halves.of(batch), cropSize, seed, 0));
            Worker other = new Worker(
                    twin,
                    new AutoencoderObjective(second.graph(), pictures, heldOut, Halves.of(batch), cropSize, seed, 1));
            training.run(
                    state,
                    List.of(first, other),
                    progress,
                    best -> write(best, scalingFactor(loaded.graph(), heldOut)));
        }
    }

    private static LoadedGraph<AutoencoderGraph> load(ParameterVector parameters, AutoencoderConfig shape) {
        return LoadedGraph.load(
                "the autoencoder in training",
                parameters.leaves(""),
                ElementType.F32,
                weights -> new AutoencoderGraph(weights, shape));
    }

    /** What brings latents to a standard deviation of 1. */
    private double scalingFactor(AutoencoderGraph graph, PicturePool pictures) {
        try (TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            Tensor crops = pictures.crops(PICTURES_FOR_SCALE, cropSize, new Chance(seed).fork("scale"));
            return 1 / graph.encode(crops).mean().std(true).item_float();
        }
    }

    private void write(TrainingState state, double scalingFactor) {
        Path vae = training.folder().resolve("vae");
        try (TensorScope scope = TensorScope.open()) {
            Files.createDirectories(vae);
            Map<String, Object> written = new LinkedHashMap<>(config.entries());
            written.put("scaling_factor", scalingFactor);
            JsonWriter.write(vae.resolve("config.json"), written);
            SafetensorsWriter.create()
                    .metadata("format", "pt")
                    .metadata("step", Long.toString(state.step()))
                    .write(state.averaged(), vae.resolve("diffusion_pytorch_model.safetensors"));
        } catch (IOException e) {
            throw FileAccessException.unwritable(vae, e);
        }
    }
}
