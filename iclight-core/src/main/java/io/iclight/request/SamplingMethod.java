package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.ImageToImage;
import io.iclight.samplers.schedule.StartNoise;
import io.iclight.sampling.LevelRule;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.PairedSchedule;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.Scheduling;
import io.iclight.sampling.TrainedNoise;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How noise becomes a picture: a schedule of noise levels, and a sampler that walks it.
 *
 * <pre>{@code
 * SamplingMethod byName = SamplingMethod.named("dpmpp_2m", "karras");
 * SamplingMethod typed = SamplingMethod.of(new DpmppSde(0.8, 1, 0.5), Schedules.karras(5), TrainedNoise.STABLE_DIFFUSION);
 * }</pre>
 *
 * <p>The constants are the three that IC-Light's demo builds, with its settings. Its DPM++ and Euler have linear betas,
 * which is diffusers' default, and not Stable Diffusion's scaled-linear ones: only its DDIM was given those.
 *
 * @param name what messages call it
 * @param scheduling makes the schedule for a number of steps
 * @param start how much noise a run from pure noise starts with
 * @param sampler walks the schedule
 * @param prediction what the network predicts, or empty for what the checkpoint's configuration says
 */
public record SamplingMethod(
        String name, Scheduling scheduling, StartNoise start, Sampler sampler, Optional<Prediction> prediction) {

    /** DPM-Solver++(2M) SDE with Karras sigmas: what the demo uses. */
    public static final SamplingMethod DPMPP_2M_SDE_KARRAS = DemoSampling.dpmpp2mSdeKarras();

    /** Euler with ancestral noise: the demo builds it, and offers no way to choose it. */
    public static final SamplingMethod EULER_ANCESTRAL = DemoSampling.eulerAncestral();

    /** DDIM without noise: the demo builds it, and offers no way to choose it. */
    public static final SamplingMethod DDIM = DemoSampling.ddim();

    private static final ImmutableMap<String, SamplingMethod> NAMED =
            Maps.uniqueIndex(List.of(DPMPP_2M_SDE_KARRAS, EULER_ANCESTRAL, DDIM), SamplingMethod::name);

    /** Checks the components. */
    public SamplingMethod {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scheduling, "scheduling");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(prediction, "prediction");
    }

    /**
     * Makes a method for what the checkpoint's configuration says that its network predicts.
     *
     * @param name what messages call it
     * @param scheduling makes the schedule for a number of steps
     * @param start how much noise a run from pure noise starts with
     * @param sampler walks the schedule
     */
    public SamplingMethod(String name, Scheduling scheduling, StartNoise start, Sampler sampler) {
        this(name, scheduling, start, sampler, Optional.empty());
    }

    /**
     * Pairs a sampler with a schedule on Stable Diffusion's levels.
     *
     * @param sampler of the catalogue or one's own, a lambda for example
     * @param schedule which levels it visits, of {@link Schedules}
     * @return the method
     * @throws io.iclight.sampling.SamplingException if the two do not go together
     */
    public static SamplingMethod of(Sampler sampler, LevelRule schedule) {
        return of(sampler, schedule, TrainedNoise.STABLE_DIFFUSION);
    }

    /**
     * Pairs a sampler with a schedule.
     *
     * @param sampler of the catalogue or one's own
     * @param schedule which levels it visits
     * @param trained which levels the network was trained on
     * @return the method
     * @throws io.iclight.sampling.SamplingException if they do not go together
     */
    public static SamplingMethod of(Sampler sampler, LevelRule schedule, TrainedNoise trained) {
        return of(sampler, schedule, trained, Optional.empty());
    }

    /**
     * Pairs a sampler with a schedule, for a network that predicts something else than its checkpoint says.
     *
     * @param sampler of the catalogue or one's own
     * @param schedule which levels it visits
     * @param trained which levels the network was trained on
     * @param prediction what the network predicts
     * @return the method
     * @throws io.iclight.sampling.SamplingException if they do not go together
     */
    public static SamplingMethod of(Sampler sampler, LevelRule schedule, TrainedNoise trained, Prediction prediction) {
        Samplers.predicting(sampler, prediction);
        return of(sampler, schedule, trained, Optional.of(prediction));
    }

    static SamplingMethod of(
            Sampler sampler, LevelRule schedule, TrainedNoise trained, Optional<Prediction> prediction) {
        Sampler trainedSampler = Samplers.trainedOn(sampler, trained);
        PairedSchedule paired = new PairedSchedule(schedule, trained, trainedSampler);
        String name = Samplers.optionsOf(sampler).map(NamedOptions::name).orElse("own") + "_"
                + schedule.options().name();
        return new SamplingMethod(name, paired, paired.start(), trainedSampler, prediction);
    }

    /**
     * Tells the sampler what the network predicts, where it needs to know.
     *
     * @param predicted what the network predicts
     * @return the sampler to run
     * @throws io.iclight.sampling.SamplingException if it cannot work with such predictions
     */
    public Sampler samplerFor(Prediction predicted) {
        return Samplers.predicting(sampler, predicted);
    }

    /**
     * Pairs a sampler with a schedule by their names, on Stable Diffusion's levels.
     *
     * @param sampler such as {@code dpmpp_2m}, or with options {@code dpmpp_2m_sde:eta=0.5}
     * @param schedule such as {@code karras}, or with options {@code karras:rho=5}
     * @return the method
     * @throws io.iclight.sampling.SamplingException if there is none of a name, or they do not go together
     */
    public static SamplingMethod named(String sampler, String schedule) {
        return of(Samplers.named(sampler), Schedules.named(schedule));
    }

    /**
     * Makes the schedule of a run from pure noise.
     *
     * @param steps how many
     * @return the schedule
     */
    public Schedule fromNoise(int steps) {
        return scheduling.schedule(scheduling.fixedSteps().orElse(steps));
    }

    /**
     * Makes the schedule of a run that starts from a picture: the clean part of a longer one.
     *
     * @param steps about how many to run
     * @param denoise how much of the picture is replaced, above 0 and up to 1
     * @return the rest of the schedule, of one step or more
     */
    public Schedule fromPicture(int steps, double denoise) {
        ImageToImage rule = new ImageToImage(denoise);
        int scheduled = scheduling.fixedSteps().orElseGet(() -> rule.scheduledFor(steps));
        Schedule whole = scheduling.schedule(scheduled);
        Schedule rest = whole.from(Math.min(rule.begin(scheduled), whole.steps() - 1));
        return Samplers.countsSkipped(sampler) ? rest : rest.withoutSkipped();
    }

    /**
     * Finds a constant.
     *
     * @param name such as {@code dpmpp_2m_sde_karras}
     * @return the method
     * @throws SamplingException if there is none of that name
     */
    public static SamplingMethod named(String name) {
        SamplingMethod method = NAMED.get(name);
        if (method == null) {
            throw new SamplingException("no sampling method is called " + name + "; there are "
                    + String.join(", ", NAMED.keySet()) + ", and any pair of a sampler and a schedule");
        }
        return method;
    }

    static boolean isPreset(SamplingMethod method) {
        return method.equals(NAMED.get(method.name()));
    }

    @Override
    public String toString() {
        return name;
    }
}
