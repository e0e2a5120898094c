package io.iclight.train.optim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A training in a folder: {@code checkpoint.safetensors}, from which it goes on, {@code log.csv}, and whatever {@code save}
 * writes when the held-out loss is the least so far.
 *
 * @param folder where it is; made if need be
 * @param recipe how to learn
 * @param logEvery how many steps a line of the log stands for
 * @param keepEvery how many steps lie between checkpoints; a held-out measure belongs to each
 */
public record Training(Path folder, Recipe recipe, int logEvery, int keepEvery) {

    private static final String LOG = "log.csv";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    /** Checks the components. */
    public Training {
        if (logEvery < 1 || keepEvery < 1) {
            throw new IllegalArgumentException(
                    "a line of the log and a checkpoint stand for at least one step each, were " + logEvery + " and "
                            + keepEvery);
        }
    }

    /**
     * Says whether there is a checkpoint to go on from, which takes the place of whatever a state begins with.
     *
     * @return whether the folder has one
     */
    public boolean hasBegun() {
        return Files.exists(checkpoint());
    }

    private Path checkpoint() {
        return folder.resolve(CHECKPOINT);
    }

    /**
     * Runs, from the last checkpoint if there is one, to the last step. A checkpoint that was measured in another way, with
     * another loss or in other files, or that does not say how, does not say which model was the best so far: then the next
     * measure is.
     *
     * @param state begins at 0
     * @param workers what to make smaller; the first has the state's own parameters, and is measured with
     * @param lines is told each line of the log
     * @param best is told whenever the average of the parameters is the best so far, while it stands in their place
     */
    public void run(TrainingState state, List<Worker> workers, Consumer<String> lines, Consumer<TrainingState> best) {
        makeFolder();
        if (hasBegun()) {
            state.read(checkpoint());
        }
        Journal journal = new Journal(folder.resolve(LOG));
        journal.beginAfter(state.step());
        try (Workers running = new Workers(workers)) {
            run(state, running, journal, lines, best);
        }
    }

    private void run(
            TrainingState state,
            Workers workers,
            Journal journal,
            Consumer<String> lines,
            Consumer<TrainingState> best) {
        state.measureBy(workers.first().measure());
        Meter meter = new Meter();
        while (state.step() < recipe.rate().steps()) {
            meter.add(state.learn(workers, recipe));
            boolean kept = state.step() % keepEvery == 0
                    || state.step() == recipe.rate().steps();
            double heldOut = kept ? measure(state, workers.first(), best) : Double.NaN;
            if (kept || state.step() % logEvery == 0) {
                Journal.Line line =
                        meter.line(state.step(), heldOut, recipe.rate().at(state.step()));
                journal.add(line);
                lines.accept(line.text());
            }
            if (kept) {
                state.write(checkpoint());
                LossCurve.read(folder.resolve(LOG)).draw(folder.resolve("curve.png"));
            }
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made: " + e, e);
        }
    }

    private static double measure(TrainingState state, Objective objective, Consumer<TrainingState> best) {
        double[] loss = new double[1];
        state.withAverage(() -> {
            loss[0] = objective.heldOut();
            if (loss[0] < state.leastHeldOut()) {
                best.accept(state);
            }
        });
        state.held(loss[0]);
        return loss[0];
    }

    /** Means since the last line. */
    private static final class Meter {

        private final long begin = System.nanoTime();
        private double loss;
        private double gradient;
        private int count;

        void add(TrainingState.Outcome outcome) {
            loss += outcome.loss();
            gradient += outcome.gradientLength();
            count++;
        }

        Journal.Line line(long step, double heldOut, double rate) {
            Journal.Line line = new Journal.Line(
                    step, loss / count, heldOut, rate, gradient / count, (System.nanoTime() - begin) / 1e9);
            loss = 0;
            gradient = 0;
            count = 0;
            return line;
        }
    }
}
