package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/**
 * The lists that one of diffusers' schedulers holds for a schedule. Samplers that call the network twice in a step have
 * entries for both calls.
 *
 * @param timesteps one for each call
 * @param sigmas one for each call, and the last
 */
record DiffusersLists(ImmutableDoubleArray timesteps, ImmutableDoubleArray sigmas) {

    static DiffusersLists of(Schedule schedule, DiffusersConfig config) {
        return switch (config.scheduler()) {
            case "HeunDiscrete" -> heun(schedule);
            case "KDPM2Discrete" -> twoStage(schedule, DiffusersLists::middle);
            case "KDPM2AncestralDiscrete" -> twoStage(schedule, DiffusersLists::middleOfDescent);
            default -> plain(schedule, config.isLogLinear());
        };
    }

    /** After the least sigma of a log-linear schedule diffusers keeps a 0 that it never uses. */
    private static DiffusersLists plain(Schedule schedule, boolean unusedZero) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder();
        schedule.levels().forEach(level -> sigmas.add(level.ratio()));
        if (unusedZero && schedule.level(schedule.steps()).ratio() > 0) {
            sigmas.add(0);
        }
        return new DiffusersLists(timesteps(schedule), sigmas.build());
    }

    private static ImmutableDoubleArray timesteps(Schedule schedule) {
        return ImmutableDoubleArray.copyOf(
                schedule.levels().stream().limit(schedule.steps()).mapToDouble(NoiseLevel::timestep));
    }

    private static DiffusersLists heun(Schedule schedule) {
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder();
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder();
        timesteps.add(schedule.level(0).timestep());
        sigmas.add(schedule.level(0).ratio());
        for (int i = 1; i < schedule.steps(); i++) {
            NoiseLevel level = schedule.level(i);
            timesteps.add(level.timestep()).add(level.timestep());
            sigmas.add(level.ratio()).add(level.ratio());
        }
        sigmas.add(schedule.level(schedule.steps()).ratio());
        return new DiffusersLists(timesteps.build(), sigmas.build());
    }

    /** Where the second call of a step is made; in single precision, as there much of it cancels. */
    private interface Middle {

        float ratio(float from, float to);
    }

    private static float middle(float from, float to) {
        return (float) Math.sqrt((double) from * to);
    }

    private static float middleOfDescent(float from, float to) {
        float up = (float) Math.sqrt(to * to * (from * from - to * to) / (from * from));
        return middle(from, (float) Math.sqrt(to * to - up * up));
    }

    private static DiffusersLists twoStage(Schedule schedule, Middle middle) {
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder();
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder();
        timesteps.add(schedule.level(0).timestep());
        sigmas.add(schedule.level(0).ratio());
        for (int i = 1; i <= schedule.steps(); i++) {
            double ratio = schedule.level(i).ratio();
            sigmas.add(ratio).add(ratio);
            if (i < schedule.steps()) {
                double between = middle.ratio((float) schedule.level(i - 1).ratio(), (float) ratio);
                timesteps.add(schedule.curve().at(between).timestep());
                timesteps.add(schedule.level(i).timestep());
            }
        }
        sigmas.add(schedule.level(schedule.steps()).ratio());
        return new DiffusersLists(timesteps.build(), sigmas.build());
    }
}
