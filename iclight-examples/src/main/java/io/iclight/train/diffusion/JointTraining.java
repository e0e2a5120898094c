package io.iclight.train.diffusion;

import io.iclight.io.tensor.ElementType;
import io.iclight.models.clip.ClipTextGraph;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.unet.UNetGraph;
import io.iclight.samplers.Prediction;
import io.iclight.train.optim.Objective;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Training;
import io.iclight.train.optim.TrainingState;
import io.iclight.train.optim.Worker;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains UNet and text encoder together. The UNet is both of IC-Light's models in one: half of the pictures come with their
 * backdrop, the others with zeros in its place, which is as if there were no such channels. What is written has the form of
 * Stable Diffusion with IC-Light's offsets: a plain UNet, and offsets that hold the further input channels, and zeros.
 *
 * @param start what it begins with
 * @param consistency how much it counts that light adds up; 0 for not at all
 * @param training where and how
 */
public record JointTraining(ModelStart start, double consistency, Training training) {

    private static final double HIDDEN = 0.5;

    /**
     * Trains.
     *
     * @param schooling what to learn from
     * @param progress is told each line of the log
     */
    public void run(Schooling schooling, Consumer<String> progress) {
        Prediction prediction = Predictions.of(start.scheduler());
        Prompts prompts = new Prompts(ClipTokenizer.read(start.tokenizer()));
        JointModelFolder folder = new JointModelFolder(training.folder(), start);
        try (MixerStart mixer = MixerStart.of(schooling, consistency, training);
                ParameterVector parameters = start.parameters(mixer.source(), schooling.seed());
                ParameterVector twin = parameters.twin();
                Graphs first = graphs(parameters);
                Graphs second = graphs(twin);
                TrainingState state = new TrainingState(parameters)) {
            progress.accept(parameters.toString());
            training.run(
                    state,
                    List.of(
                            new Worker(parameters, objective(first, prompts, schooling, prediction, 0)),
                            new Worker(twin, objective(second, prompts, schooling, prediction, 1))),
                    progress,
                    best -> folder.write(best.averaged()));
        }
    }

    private Objective objective(Graphs graphs, Prompts prompts, Schooling schooling, Prediction prediction, int part) {
        DenoisingObjective denoising = schooling.objective(graphs.pupil(prompts), prediction, HIDDEN, part);
        return ConsistencyObjective.beside(denoising, graphs.mixer().graph(), consistency);
    }

    /** All graphs over the same parameters. */
    private record Graphs(LoadedGraph<UNetGraph> unet, LoadedGraph<ClipTextGraph> text, LoadedGraph<Mixer> mixer)
            implements AutoCloseable {

        Pupil pupil(Prompts prompts) {
            return new Pupil(unet.graph(), text.graph(), prompts, ModelStart.MODEL);
        }

        @Override
        public void close() {
            unet.close();
            text.close();
            mixer.close();
        }
    }

    private Graphs graphs(ParameterVector parameters) {
        return new Graphs(
                LoadedGraph.load(
                        "the UNet in training",
                        parameters.leaves(ModelStart.UNET),
                        ElementType.F32,
                        weights -> new UNetGraph(weights, start.unetConfig())),
                LoadedGraph.load(
                        "the text encoder in training",
                        parameters.leaves(ModelStart.TEXT),
                        ElementType.F32,
                        weights -> new ClipTextGraph(weights, start.textConfig())),
                LoadedGraph.load("the mixer", parameters.leaves(ModelStart.MIXER), ElementType.F32, Mixer::new));
    }
}
