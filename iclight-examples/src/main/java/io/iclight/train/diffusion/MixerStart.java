package io.iclight.train.diffusion;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.train.optim.Drill;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;

/**
 * The parameters that a mixer begins with. One that counts for something is taught by rendered pictures first: until it mixes
 * light, it would pull what is predicted towards what it makes of it.
 */
final class MixerStart implements AutoCloseable {

    private static final Recipe LESSON = Recipe.of(3e-3, 3000);

    private final ParameterVector parameters;

    private MixerStart(long seed) {
        this.parameters = ParameterVector.of(HashWeights.model(Mixer.parameters(), seed));
    }

    /**
     * Makes a mixer's first parameters.
     *
     * @param schooling what to learn from; borrowed for the duration of the call
     * @param consistency how much it counts that light adds up; for 0 the parameters stay random
     * @param training of which the mixer is a part; if it goes on from a checkpoint, that has a mixer, and they stay random too
     * @return to be closed by the caller
     */
    static MixerStart of(Schooling schooling, double consistency, Training training) {
        return consistency == 0 || training.hasBegun() ? new MixerStart(schooling.seed()) : taught(schooling);
    }

    private static MixerStart taught(Schooling schooling) {
        MixerStart start = new MixerStart(schooling.seed());
        try {
            start.learn(schooling, LESSON);
            return start;
        } catch (RuntimeException | Error e) {
            start.close();
            throw e;
        }
    }

    private void learn(Schooling schooling, Recipe recipe) {
        try (LoadedGraph<Mixer> mixer =
                LoadedGraph.load("the mixer", parameters.leaves(""), ElementType.F32, Mixer::new)) {
            Drill.run(
                    parameters,
                    new MixingObjective(mixer.graph(), schooling.lessons(), schooling.heldOut(), schooling.seed()),
                    recipe);
        }
    }

    /** The parameters, borrowed from this. */
    TensorSource source() {
        return parameters.leaves("");
    }

    /** Frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        parameters.close();
    }
}
