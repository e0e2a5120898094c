package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.StartNoise;
import java.util.List;
import java.util.Objects;

/**
 * How noise becomes a picture: a schedule of noise levels, and a sampler that walks it.
 *
 * <p>The constants are the three that IC-Light's demo builds, with its settings. Its DPM++ and Euler have linear betas,
 * which is diffusers' default, and not Stable Diffusion's scaled-linear ones: only its DDIM was given those.
 *
 * @param name stands in a request's JSON, and can be read back only if it is one of the constants'
 * @param scheduling makes the schedule for a number of steps
 * @param start how much noise a run from pure noise starts with
 * @param sampler walks the schedule
 */
public record SamplingMethod(String name, Scheduling scheduling, StartNoise start, Sampler sampler) {

    /** DPM-Solver++(2M) SDE with Karras sigmas: what the demo uses. */
    public static final SamplingMethod DPMPP_2M_SDE_KARRAS = DemoSampling.dpmpp2mSdeKarras();

    /** Euler with ancestral noise: the demo builds it, and offers no way to choose it. */
    public static final SamplingMethod EULER_ANCESTRAL = DemoSampling.eulerAncestral();

    /** DDIM without noise: the demo builds it, and offers no way to choose it. */
    public static final SamplingMethod DDIM = DemoSampling.ddim();

    private static final ImmutableMap<String, SamplingMethod> NAMED =
            Maps.uniqueIndex(List.of(DPMPP_2M_SDE_KARRAS, EULER_ANCESTRAL, DDIM), SamplingMethod::name);

    /** Makes schedules. */
    @FunctionalInterface
    public interface Scheduling {

        /**
         * Makes the schedule of a whole run, from pure noise to a clean picture.
         *
         * @param steps how many, 1 or more
         * @return the schedule
         */
        Schedule schedule(int steps);
    }

    /** Checks the components. */
    public SamplingMethod {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scheduling, "scheduling");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(sampler, "sampler");
    }

    /**
     * Finds a constant.
     *
     * @param name such as {@code dpmpp_2m_sde_karras}
     * @return the method
     * @throws InvalidRequestException if there is none of that name
     */
    public static SamplingMethod named(String name) {
        SamplingMethod method = NAMED.get(name);
        if (method == null) {
            throw new InvalidRequestException("no sampling method is called " + name + "; there are "
                    + String.join(", ", NAMED.keySet()) + ", and those of your own, which are given in code");
        }
        return method;
    }

    /**
     * Says whether a request can be written with a method, and read back.
     *
     * @param method any
     * @return whether it is one of the constants
     */
    public static boolean isNamed(SamplingMethod method) {
        return method.equals(NAMED.get(method.name()));
    }

    @Override
    public String toString() {
        return name;
    }
}
