package io.iclight.cli;

import io.iclight.request.RequestSettings;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Sampler;
import io.iclight.sampling.LevelRule;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.PairedSchedule;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * How noise becomes a picture: one of the demo's methods, or a sampler and a schedule by their names. Of a pair that the model
 * brings, the parts that are not named stay.
 */
final class SamplingOptions {

    private static final String SAMPLER = "dpmpp_2m_sde";

    @Option(names = "--steps", description = "Default 25, or 20 with a background model, unless the model has its own.")
    private Optional<Integer> steps;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description =
                    "Default dpmpp_2m_sde_karras, as in the demo, unless the model has its own; \"iclight samplers\" lists all."
                            + " Options follow a colon: dpmpp_2m_sde:eta=0.5,solver_type=heun. Where one of --sampler,"
                            + " --schedule, --training and --prediction is given, the others are the model's own, or "
                            + SAMPLER + " and the defaults below.")
    private Optional<String> sampler;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description =
                    "Of the sampler's noise levels; default karras, unless the model has its own. Options follow a"
                            + " colon: karras:rho=5, sigmas:values=14.6/5/1/0.")
    private Optional<String> schedule;

    @Option(
            names = "--training",
            paramLabel = "NAME",
            description =
                    "Noise levels that the model was trained on: scaled_linear_of_hosts (default, unless the model"
                            + " has its own), linear, scaled_linear, squared_cosine.")
    private Optional<String> training;

    @Option(
            names = "--prediction",
            paramLabel = "KIND",
            description = "What the model predicts: epsilon, v, sample; default as its configuration says.")
    private Optional<Prediction> prediction;

    void apply(RequestSettings<?> relighting) {
        steps.ifPresent(relighting::steps);
        boolean onlySampler = schedule.isEmpty() && training.isEmpty() && prediction.isEmpty();
        if (!onlySampler) {
            relighting.adjustSampling(this::changed);
        } else if (sampler.isPresent()) {
            relighting.adjustSampling(own -> preset(sampler.get()).orElseGet(() -> changed(own)));
        }
    }

    private static Optional<SamplingMethod> preset(String name) {
        try {
            return Optional.of(SamplingMethod.named(name));
        } catch (SamplingException noPreset) {
            return Optional.empty();
        }
    }

    /** The demo's methods are no pairs of which a part could be taken. */
    private SamplingMethod changed(SamplingMethod own) {
        Optional<PairedSchedule> pair = Optional.of(own.scheduling())
                .filter(PairedSchedule.class::isInstance)
                .map(PairedSchedule.class::cast);
        Sampler walking = sampler.map(Samplers::named)
                .or(() -> pair.map(PairedSchedule::sampler))
                .orElseGet(() -> Samplers.named(SAMPLER));
        LevelRule levels = schedule.map(Schedules::named)
                .or(() -> pair.map(PairedSchedule::rule))
                .orElse(Schedules.KARRAS);
        TrainedNoise trained = training.map(text -> TrainedNoise.of(NamedOptions.parse(text)))
                .or(() -> pair.map(PairedSchedule::trained))
                .orElse(TrainedNoise.STABLE_DIFFUSION);
        return prediction
                .or(own::prediction)
                .map(kind -> SamplingMethod.of(walking, levels, trained, kind))
                .orElseGet(() -> SamplingMethod.of(walking, levels, trained));
    }
}
