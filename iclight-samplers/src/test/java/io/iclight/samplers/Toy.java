package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.internal.NativeScope;
import io.iclight.samplers.noise.TorchGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Small problems whose solutions are known: schedules evenly spaced in the logarithm of the noise, and gaussian data. */
final class Toy {

    static final double MOST = 14.6;
    static final double LEAST = 0.03;
    static final double DATA_DEVIATION = 0.8;
    static final int TRAINED = 1000;

    private Toy() {}

    /** Standard normal values with a seed. */
    static Noise noise(long seed) {
        return new TorchGenerator(seed);
    }

    /** The best denoiser of gaussian data. */
    static Tensor gaussian(Tensor x, NoiseLevel level) {
        double signal = level.alpha() * DATA_DEVIATION;
        double share = signal * DATA_DEVIATION / (signal * signal + level.sigma() * level.sigma());
        return x.mul(new Scalar(share));
    }

    /** How much of a tensor of gaussian data is left of it at another level, without noise. */
    static double exactFactor(NoiseLevel from, NoiseLevel to) {
        return Math.hypot(to.alpha() * DATA_DEVIATION, to.sigma())
                / Math.hypot(from.alpha() * DATA_DEVIATION, from.sigma());
    }

    /** Any number for every pixel. */
    static Denoiser constant(Tensor value) {
        return (x, level) -> value.clone();
    }

    static double[] values(Tensor tensor) {
        try (NativeScope scope = NativeScope.open()) {
            double[] values = new double[(int) tensor.numel()];
            tensor.to(org.bytedeco.pytorch.global.torch.ScalarType.Double)
                    .contiguous()
                    .data_ptr_double()
                    .get(values);
            return values;
        }
    }

    static Schedule exploding(int steps, double last) {
        return schedule(steps, last, new Curve(false));
    }

    static Schedule preserving(int steps, double last) {
        return schedule(steps, last, new Curve(true));
    }

    /** Whole timesteps, a stride apart, as samplers that count them need. */
    static Schedule strided(int steps, NoiseLevel last) {
        Curve curve = new Curve(true);
        int stride = TRAINED / steps;
        return new Schedule(
                ImmutableList.<NoiseLevel>builder()
                        .addAll(IntStream.range(0, steps)
                                .mapToObj(i -> curve.atTimestep((steps - 1 - i) * stride + 1))
                                .iterator())
                        .add(last)
                        .build(),
                curve);
    }

    private static Schedule schedule(int steps, double last, Curve curve) {
        ImmutableList.Builder<NoiseLevel> levels = ImmutableList.builder();
        int intervals = last > 0 ? steps : steps - 1;
        for (int i = 0; i < steps; i++) {
            levels.add(curve.at(MOST * Math.pow(LEAST / MOST, intervals == 0 ? 0 : (double) i / intervals)));
        }
        return new Schedule(levels.add(curve.at(last)).build(), curve);
    }

    /** The logarithm of the noise rises evenly with the timestep. */
    private record Curve(boolean preserves) implements Schedule.Curve {

        @Override
        public NoiseLevel at(double ratio) {
            double timestep = (TRAINED - 1) * Math.log(Math.max(ratio, LEAST) / LEAST) / Math.log(MOST / LEAST);
            return preserves
                    ? NoiseLevel.variancePreserving(ratio, timestep)
                    : NoiseLevel.varianceExploding(ratio, timestep);
        }

        @Override
        public NoiseLevel atTimestep(double timestep) {
            double ratio = LEAST * Math.pow(MOST / LEAST, timestep / (TRAINED - 1));
            return preserves
                    ? NoiseLevel.variancePreserving(ratio, timestep)
                    : NoiseLevel.varianceExploding(ratio, timestep);
        }
    }
}
