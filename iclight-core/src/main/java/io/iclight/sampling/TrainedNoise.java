package io.iclight.sampling;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.iclight.samplers.schedule.Betas;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The noise levels that a network was trained on, as the scheduler configuration of its checkpoint names them.
 *
 * @param betas how the noise grows from timestep to timestep
 * @param start the first beta, above 0; without effect for {@link Shape#SQUARED_COSINE}
 * @param end the last beta, at least {@code start} and below 1; likewise
 * @param timesteps how many, 2..10000
 * @param zeroTerminalSnr whether the noisiest timestep is moved to pure noise (Lin et al., 2023)
 */
public record TrainedNoise(Shape betas, double start, double end, int timesteps, boolean zeroTerminalSnr) {

    /** How betas grow. */
    public enum Shape {
        /** Evenly: what IC-Light's demo has for DPM++ and Euler, as diffusers' default. */
        LINEAR,
        /** Their roots evenly: what Stable Diffusion was trained with. */
        SCALED_LINEAR,
        /** Their roots evenly, computed in double precision as Forge and ComfyUI do. */
        SCALED_LINEAR_OF_HOSTS,
        /** So that the signal falls like a squared cosine; diffusers' {@code squaredcos_cap_v2}. */
        SQUARED_COSINE
    }

    /** Stable Diffusion 1.5's own levels, as Forge and ComfyUI compute them. */
    public static final TrainedNoise STABLE_DIFFUSION =
            new TrainedNoise(Shape.SCALED_LINEAR_OF_HOSTS, 0.00085, 0.012, 1000, false);

    /** The levels that IC-Light's demo runs its DPM++ on. */
    public static final TrainedNoise DEMO = new TrainedNoise(Shape.LINEAR, 0.00085, 0.012, 1000, false);

    private static final ImmutableSet<String> OPTIONS =
            ImmutableSet.of("start", "end", "timesteps", "zero_terminal_snr");

    /** Checks the components. */
    public TrainedNoise {
        Objects.requireNonNull(betas, "betas");
        if (!(start > 0 && start <= end && end < 1)) {
            throw new SamplingException("expected 0 < start <= end < 1 for betas, was " + start + " and " + end);
        }
        if (timesteps < 2 || timesteps > 10_000) {
            throw new SamplingException("timesteps must be in 2..10000, was " + timesteps);
        }
        if (zeroTerminalSnr && betas == Shape.SCALED_LINEAR_OF_HOSTS) {
            throw new SamplingException("the hosts' levels are never rescaled to zero signal; choose scaled_linear");
        }
    }

    /**
     * Computes the levels.
     *
     * @return by timestep
     */
    public TrainingSchedule levels() {
        if (betas == Shape.SCALED_LINEAR_OF_HOSTS) {
            return TrainingSchedule.ofHosts(start, end, timesteps);
        }
        Betas plain = switch (betas) {
            case LINEAR -> Betas.linear(start, end, timesteps);
            case SQUARED_COSINE -> Betas.squaredCosine(timesteps);
            default -> Betas.scaledLinear(start, end, timesteps);
        };
        return TrainingSchedule.of(zeroTerminalSnr ? plain.rescaledToZeroSnr() : plain);
    }

    /**
     * Tells the name and options.
     *
     * @return such as {@code linear}, with what differs from {@link #STABLE_DIFFUSION}
     */
    public NamedOptions options() {
        ImmutableMap.Builder<String, Object> changed = ImmutableMap.builder();
        if (start != STABLE_DIFFUSION.start) {
            changed.put("start", start);
        }
        if (end != STABLE_DIFFUSION.end) {
            changed.put("end", end);
        }
        if (timesteps != STABLE_DIFFUSION.timesteps) {
            changed.put("timesteps", timesteps);
        }
        if (zeroTerminalSnr) {
            changed.put("zero_terminal_snr", true);
        }
        return new NamedOptions(betas.name().toLowerCase(Locale.ROOT), changed.buildOrThrow());
    }

    /**
     * Makes levels of a name and options.
     *
     * @param options as {@link #options} tells them
     * @return the levels
     * @throws SamplingException if a name, an option or a value is none
     */
    public static TrainedNoise of(NamedOptions options) {
        options.allow("training schedule", OPTIONS);
        Shape shape = NamedOptions.of("training schedule")
                .choice(
                        "betas",
                        Maps.uniqueIndex(
                                List.of(Shape.values()),
                                constant -> constant.name().toLowerCase(Locale.ROOT)),
                        options.name());
        return new TrainedNoise(
                shape,
                options.number("start", STABLE_DIFFUSION.start),
                options.number("end", STABLE_DIFFUSION.end),
                options.whole("timesteps", STABLE_DIFFUSION.timesteps),
                options.flag("zero_terminal_snr", false));
    }
}
