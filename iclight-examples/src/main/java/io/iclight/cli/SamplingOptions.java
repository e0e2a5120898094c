package io.iclight.cli;

import io.iclight.request.RequestSettings;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Prediction;
import io.iclight.sampling.LevelRule;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How noise becomes a picture: one of the demo's methods, or a sampler and a schedule by their names. */
final class SamplingOptions {

    @Option(names = "--steps", description = "Default 25, or 20 with a background model, unless the model has its own.")
    private Optional<Integer> steps;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description =
                    "Default dpmpp_2m_sde_karras, as in the demo, unless the model has its own; \"iclight samplers\" lists all."
                            + " Options follow a colon: dpmpp_2m_sde:eta=0.5,solver_type=heun.")
    private Optional<String> sampler;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "Of the sampler's noise levels; default karras. Options follow a colon: karras:rho=5,"
                    + " sigmas:values=14.6/5/1/0.")
    private Optional<String> schedule;

    @Option(
            names = "--training",
            paramLabel = "NAME",
            description = "Noise levels that the model was trained on: scaled_linear_of_hosts (default), linear,"
                    + " scaled_linear, squared_cosine.")
    private Optional<String> training;

    @Option(
            names = "--prediction",
            paramLabel = "KIND",
            description = "What the model predicts: epsilon, v, sample; default as its configuration says.")
    private Optional<Prediction> prediction;

    void apply(RequestSettings<?> relighting) {
        steps.ifPresent(relighting::steps);
        if (schedule.isEmpty() && training.isEmpty() && prediction.isEmpty()) {
            sampler.map(SamplingOptions::presetOrSampler).ifPresent(relighting::sampling);
        } else {
            relighting.sampling(pair(sampler.orElse("dpmpp_2m_sde")));
        }
    }

    private static SamplingMethod presetOrSampler(String name) {
        try {
            return SamplingMethod.named(name);
        } catch (SamplingException noPreset) {
            return SamplingMethod.of(Samplers.named(name), Schedules.KARRAS);
        }
    }

    private SamplingMethod pair(String name) {
        LevelRule levels = schedule.map(Schedules::named).orElse(Schedules.KARRAS);
        TrainedNoise trained =
                training.map(text -> TrainedNoise.of(NamedOptions.parse(text))).orElse(TrainedNoise.STABLE_DIFFUSION);
        return prediction
                .map(kind -> SamplingMethod.of(Samplers.named(name), levels, trained, kind))
                .orElseGet(() -> SamplingMethod.of(Samplers.named(name), levels, trained));
    }
}
