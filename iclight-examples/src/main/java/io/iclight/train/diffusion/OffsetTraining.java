package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.MissingPartException;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextGraph;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.unet.UNetGraph;
import io.iclight.samplers.Prediction;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Training;
import io.iclight.train.optim.TrainingState;
import io.iclight.train.optim.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a UNet beside a text encoder that stays as it is, and writes what has changed as an offset, as IC-Light's files hold
 * it.
 *
 * @param base a Stable Diffusion checkpoint in diffusers' layout
 * @param start an offset to begin with, of this model or of one with fewer input channels; empty to begin with the base, whose
 *     new input channels are 0
 * @param model what the UNet is shown beside the noisy latents
 * @param consistency how much it counts that light adds up; 0 for not at all
 * @param training where and how
 */
public record OffsetTraining(
        Path base, Optional<Path> start, IcLightModel model, double consistency, Training training) {

    private static final String UNET = "unet.";
    private static final String MIXER = "mixer.";

    /**
     * Trains.
     *
     * @param schooling what to learn from
     * @param progress is told each line of the log
     */
    public void run(Schooling schooling, Consumer<String> progress) {
        try (Checkpoint checkpoint = Checkpoint.open(base);
                MixerStart mixer = MixerStart.of(schooling, consistency, training);
                ParameterVector parameters = parameters(checkpoint, mixer.source());
                ParameterVector twin = parameters.twin();
                LoadedGraph<ClipTextGraph> text = text(checkpoint);
                Graphs first = graphs(parameters, checkpoint);
                Graphs second = graphs(twin, checkpoint);
                TrainingState state = new TrainingState(parameters)) {
            progress.accept(parameters.toString());
            Prediction prediction = checkpoint.scheduler().map(Predictions::of).orElse(Prediction.EPSILON);
            Prompts prompts = new Prompts(checkpoint
                    .vocabulary()
                    .orElseThrow(() -> MissingPartException.vocabulary(checkpoint))
                    .read());
            training.run(
                    state,
                    List.of(
                            worker(parameters, first, text.graph(), prompts, schooling, prediction, 0),
                            worker(twin, second, text.graph(), prompts, schooling, prediction, 1)),
                    progress,
                    best -> write(best, checkpoint));
        }
    }

    private ParameterVector parameters(Checkpoint checkpoint, TensorSource mixer) {
        try (TensorSource first = start(checkpoint.weights(Part.UNET))) {
            TensorSource grown = new GrownInput(first, model.inChannels());
            return ParameterVector.of(new Joined(ImmutableMap.of(UNET, grown, MIXER, mixer)));
        }
    }

    /** What is closed with it closes the plain UNet too. */
    private TensorSource start(TensorSource plain) {
        return start.isEmpty() ? plain : IcLightWeights.add(plain, SafetensorsFile.open(start.get()));
    }

    /** Two graphs that learn. */
    private record Graphs(LoadedGraph<UNetGraph> unet, LoadedGraph<Mixer> mixer) implements AutoCloseable {

        @Override
        public void close() {
            unet.close();
            mixer.close();
        }
    }

    private Graphs graphs(ParameterVector parameters, Checkpoint checkpoint) {
        UNetConfig config = model.grow(UNetConfig.of(checkpoint.config(Part.UNET)));
        return new Graphs(
                LoadedGraph.load(
                        "the UNet in training",
                        parameters.leaves(UNET),
                        ElementType.F32,
                        weights -> new UNetGraph(weights, config)),
                LoadedGraph.load("the mixer", parameters.leaves(MIXER), ElementType.F32, Mixer::new));
    }

    private static LoadedGraph<ClipTextGraph> text(Checkpoint checkpoint) {
        ClipTextConfig config = ClipTextConfig.of(checkpoint.config(Part.TEXT_ENCODER));
        try (TensorSource weights = checkpoint.weights(Part.TEXT_ENCODER)) {
            return LoadedGraph.load(
                    "the text encoder", weights, ElementType.F32, cursor -> new ClipTextGraph(cursor, config));
        }
    }

    private Worker worker(
            ParameterVector parameters,
            Graphs graphs,
            ClipTextGraph text,
            Prompts prompts,
            Schooling schooling,
            Prediction prediction,
            int index) {
        Pupil pupil = new Pupil(graphs.unet().graph(), text, prompts, model);
        DenoisingObjective denoising = schooling.objective(pupil, prediction, 0, index);
        return new Worker(
                parameters,
                ConsistencyObjective.beside(denoising, graphs.mixer().graph(), consistency));
    }

    private void write(TrainingState state, Checkpoint checkpoint) {
        try (TensorSource plain = checkpoint.weights(Part.UNET);
                TensorScope scope = TensorScope.open()) {
            Offsets.write(checkpoint.config(Part.UNET), plain, state.averaged().part(UNET), model, training.folder());
        }
    }
}
