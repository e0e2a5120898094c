package io.iclight.train.matting;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.matting.IsNetGraph;
import io.iclight.train.optim.NamedTensors;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;
import io.iclight.train.optim.TrainingState;
import io.iclight.train.optim.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a matting network, and writes it as RMBG-1.4 is published each time that it is the best so far: {@code
 * matting/config.json} and {@code matting/model.safetensors}.
 *
 * <p>What the normalizations measure is no part of the checkpoint: it settles in the first fifty steps of whoever goes on.
 *
 * @param config what stands in its {@code config.json}
 * @param training where and how; parameters are not averaged, as averages of them would not fit what the normalizations
 *     measured
 * @param batch how many composites a step has
 * @param seed decides about everything that is drawn
 */
public record MattingTraining(JsonObject config, Training training, int batch, long seed) {

    private static final String STATISTICS = "running_";

    /** Checks the components. */
    public MattingTraining {
        if (batch < 1) {
            throw new IllegalArgumentException("a step has at least one composite, was " + batch);
        }
    }

    /**
     * Trains.
     *
     * @param pictures to learn from; borrowed
     * @param heldOut to measure with; borrowed
     * @param progress is told each line of the log
     */
    public void run(RenderedPictures pictures, RenderedPictures heldOut, Consumer<String> progress) {
        IsNetConfig shape = IsNetConfig.of(config);
        ImmutableMap<String, TensorInfo> names = IsNet.parameters(shape);
        try (TensorScope scope = TensorScope.open();
                TensorSource initial = HashWeights.model(learnt(names), seed);
                ParameterVector parameters = ParameterVector.of(initial)) {
            NamedTensors statistics = statistics(names);
            NamedTensors all = joined(parameters.leaves(""), statistics);
            try (LoadedGraph<IsNetGraph> loaded = LoadedGraph.load(
                            "the matting in training",
                            all,
                            ElementType.F32,
                            weights -> new IsNetGraph(weights, shape));
                    TrainingState state = new TrainingState(parameters)) {
                progress.accept(parameters.toString());
                MattingObjective objective = new MattingObjective(loaded.graph(), pictures, heldOut, batch, seed);
                unaveraged()
                        .run(
                                state,
                                List.of(new Worker(parameters, objective)),
                                progress,
                                best -> write(joined(best.averaged(), statistics), best.step()));
            }
        }
    }

    private Training unaveraged() {
        Recipe recipe = training.recipe();
        return new Training(
                training.folder(),
                new Recipe(recipe.rate(), recipe.optimizer(), recipe.longestGradient(), 0),
                training.logEvery(),
                training.keepEvery());
    }

    private static ImmutableMap<String, TensorInfo> learnt(ImmutableMap<String, TensorInfo> names) {
        ImmutableMap.Builder<String, TensorInfo> learnt = ImmutableMap.builder();
        names.forEach((name, info) -> {
            if (!name.contains(STATISTICS)) {
                learnt.put(name, info);
            }
        });
        return learnt.buildOrThrow();
    }

    /** Mean 0 and variance 1, until something was measured. They belong to the scope around the call. */
    private static NamedTensors statistics(ImmutableMap<String, TensorInfo> names) {
        ImmutableMap.Builder<String, Tensor> statistics = ImmutableMap.builder();
        names.forEach((name, info) -> {
            if (name.contains(STATISTICS)) {
                float first = name.endsWith("var") ? 1 : 0;
                statistics.put(
                        name,
                        TensorData.ofFloats(
                                (begin, part) -> Arrays.fill(part, first),
                                info.shape().toArray()));
            }
        });
        return new NamedTensors(statistics.buildOrThrow(), "statistics of the training");
    }

    private static NamedTensors joined(TensorSource first, TensorSource second) {
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        for (TensorSource source : new TensorSource[] {first, second}) {
            source.tensors().keySet().forEach(name -> all.put(name, source.read(name)));
        }
        return new NamedTensors(all.buildOrThrow(), first.origin());
    }

    private void write(TensorSource network, long step) {
        Path folder = training.folder().resolve("matting");
        try {
            Files.createDirectories(folder);
            JsonWriter.write(folder.resolve("config.json"), config.entries());
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
        SafetensorsWriter.create()
                .metadata("format", "pt")
                .metadata("step", Long.toString(step))
                .write(network, folder.resolve("model.safetensors"));
    }
}
