package io.iclight.samplers.schedule;

import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import java.util.function.DoubleUnaryOperator;

/**
 * The levels between those of a training schedule, the logarithm of sigma being linear there.
 *
 * @param training the levels that the network was trained on
 * @param variance how latents are scaled
 * @param timestepOf finds the timestep of a sigma
 */
record TrainedCurve(TrainingSchedule training, SpacedSchedule.Variance variance, DoubleUnaryOperator timestepOf)
        implements Schedule.Curve {

    @Override
    public NoiseLevel at(double ratio) {
        return variance.level(ratio, timestepOf.applyAsDouble(ratio));
    }

    @Override
    public NoiseLevel atTimestep(double timestep) {
        int below = (int) Math.floor(timestep);
        NoiseLevel trained = training.level(below);
        if (below == timestep) {
            return variance.level(trained);
        }
        double logBelow = Math.log(training.sigmas().get(below));
        double logAbove = Math.log(training.level(below + 1).ratio());
        return variance.level(Math.exp(logBelow + (logAbove - logBelow) * (timestep - below)), timestep);
    }
}
