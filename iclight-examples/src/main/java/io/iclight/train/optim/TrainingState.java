package io.iclight.train.optim;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Everything that a training remembers from step to step: parameters, their running average, what the optimizer keeps, and
 * the number of steps. It is written to one file, from which training goes on as if it had not been interrupted.
 */
public final class TrainingState implements AutoCloseable {

    private static final String STEP = "step";
    private static final String LEAST = "least_held_out";
    private static final String MEASURE = "held_out_measure";

    private final ParameterVector parameters;
    private final Tensor average;
    private final Tensor mean;
    private final Tensor square;
    private long step;
    private double leastHeldOut = Double.POSITIVE_INFINITY;
    private String measure = "";

    /**
     * Begins a training.
     *
     * @param parameters to learn; borrowed as long as this is open
     */
    public TrainingState(ParameterVector parameters) {
        this.parameters = parameters;
        try (TensorScope scope = TensorScope.open()) {
            this.average = scope.keep(parameters.values().clone());
            this.mean = scope.keep(torch.zeros_like(parameters.values()));
            this.square = scope.keep(torch.zeros_like(parameters.values()));
        }
    }

    /**
     * How far the training is.
     *
     * @return the number of steps that were taken
     */
    public long step() {
        return step;
    }

    double leastHeldOut() {
        return leastHeldOut;
    }

    /** Says what is held out from now on. What was the least by another measure is no bound for this one. */
    void measureBy(String text) {
        if (!text.equals(measure)) {
            measure = text;
            leastHeldOut = Double.POSITIVE_INFINITY;
        }
    }

    void held(double loss) {
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("the held-out loss after step " + step + " is " + loss
                    + "; begin again from the last checkpoint with a smaller learning rate");
        }
        leastHeldOut = Math.min(leastHeldOut, loss);
    }

    /**
     * Learns from the loss of the next step.
     *
     * @param workers of the step
     * @param recipe how to learn
     * @return the loss and the gradient's length
     */
    Outcome learn(Workers workers, Recipe recipe) {
        try (TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            double value = workers.backward(step);
            double length = parameters.gradients().norm().item_float();
            if (!Double.isFinite(length) || !Double.isFinite(value)) {
                throw new ArithmeticException("the loss of step " + step + " is " + value + ", its gradient " + length
                        + "; begin again from the last checkpoint with a smaller learning rate");
            }
            if (length > recipe.longestGradient()) {
                parameters.gradients().mul_(new Scalar(recipe.longestGradient() / length));
            }
            recipe.optimizer()
                    .step(step, recipe.rate().at(step), parameters.values(), parameters.gradients(), mean, square);
            // The first averages would remember the beginning for long.
            double kept = Math.min(recipe.averaging(), (1.0 + step) / (10.0 + step));
            average.lerp_(parameters.values(), new Scalar(1 - kept));
            step++;
            return new Outcome(value, length);
        }
    }

    /** What a step came to. */
    record Outcome(double loss, double gradientLength) {}

    /** Runs something with the average in the parameters' place. */
    void withAverage(Runnable work) {
        try (TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            Tensor current = parameters.values().clone();
            parameters.values().copy_(average);
            try {
                work.run();
            } finally {
                parameters.values().copy_(current);
            }
        }
    }

    /**
     * Writes everything.
     *
     * @param file is made, or replaced; complete or not there
     */
    public void write(Path file) {
        try (TensorScope scope = TensorScope.open()) {
            ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
            vectors()
                    .forEach((kind, vector) ->
                            parameters.named(vector).forEach((name, part) -> all.put(kind + name, part)));
            SafetensorsWriter.create()
                    .metadata(STEP, Long.toString(step))
                    .metadata(LEAST, Double.toString(leastHeldOut))
                    .metadata(MEASURE, measure)
                    .write(new NamedTensors(all.buildOrThrow(), "a training"), file);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file of a training of the same parameters
     * @throws WeightsException if it is not
     */
    public void read(Path file) {
        try (SafetensorsFile source = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            String found = source.metadata().get(STEP);
            if (found == null) {
                throw new WeightsException(file + " is no checkpoint of a training: it has no number of steps");
            }
            vectors()
                    .forEach((kind, vector) ->
                            parameters.named(vector).forEach((name, part) -> requireShape(source, kind + name, part)));
            vectors()
                    .forEach((kind, vector) ->
                            parameters.named(vector).forEach((name, part) -> part.copy_(source.read(kind + name))));
            step = Long.parseLong(found);
            double least = Double.parseDouble(source.metadata().getOrDefault(LEAST, "Infinity"));
            // A checkpoint of before may have it, and nothing is less.
            leastHeldOut = Double.isNaN(least) ? Double.POSITIVE_INFINITY : least;
            measure = source.metadata().getOrDefault(MEASURE, "");
        }
    }

    private static void requireShape(SafetensorsFile source, String name, Tensor expected) {
        TensorInfo found = source.tensors().get(name);
        if (found == null || !found.shape().equals(TensorData.shape(expected))) {
            throw new WeightsException(
                    source.origin() + " is the checkpoint of another training: expected " + name + " as "
                            + TensorData.shape(expected) + ", found " + (found == null ? "none" : found.shape())
                            + "; go on with what it was begun with, or name another folder");
        }
    }

    private Map<String, Tensor> vectors() {
        return ImmutableMap.of(
                "parameter.", parameters.values(), "average.", average, "adam.mean.", mean, "adam.square.", square);
    }

    /**
     * The averaged parameters.
     *
     * @return by name, views that are freed with the caller's scope
     */
    public NamedTensors averaged() {
        return new NamedTensors(parameters.named(average), "averaged parameters after " + step + " steps");
    }

    /** Frees what the optimizer keeps. Closing twice does nothing. */
    @Override
    public void close() {
        average.close();
        mean.close();
        square.close();
    }
}
