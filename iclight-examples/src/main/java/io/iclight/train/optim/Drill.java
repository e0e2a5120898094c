package io.iclight.train.optim;

import java.util.List;

/** A training so short that it keeps nothing: it is run again, and comes to the same, instead of being gone on with. */
public final class Drill {

    private Drill() {}

    /**
     * Runs from the first step to the last.
     *
     * @param parameters to learn; changed
     * @param objective what to make smaller, with a graph over these parameters
     * @param recipe how to learn, and for how many steps
     */
    public static void run(ParameterVector parameters, Objective objective, Recipe recipe) {
        try (TrainingState state = new TrainingState(parameters);
                Workers alone = new Workers(List.of(new Worker(parameters, objective)))) {
            while (state.step() < recipe.rate().steps()) {
                state.learn(alone, recipe);
            }
        }
    }
}
