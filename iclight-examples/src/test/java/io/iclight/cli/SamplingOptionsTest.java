package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Prediction;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the options of sampling make of the method that a model brings. */
class SamplingOptionsTest {

    private static final TrainedNoise LINEAR = TrainedNoise.of(NamedOptions.parse("linear"));

    private static final TrainedNoise COSINE = TrainedNoise.of(NamedOptions.parse("squared_cosine"));

    private static final SamplingMethod OWN = method("dpmpp_2m", "exponential", LINEAR);

    private static SamplingMethod method(String sampler, String schedule, TrainedNoise trained) {
        return SamplingMethod.of(Samplers.named(sampler), Schedules.named(schedule), trained, Prediction.V);
    }

    private static SamplingMethod changed(SamplingMethod own, String... options) {
        SamplingOptions sampling = new SamplingOptions();
        new CommandLine(sampling).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        RelightRequest.Builder request = RelightRequest.builder().prompt("p").sampling(own);
        sampling.apply(request);
        return request.build().sampling().method();
    }

    @Test
    void whatIsNotNamedIsTheModelsOwn() {
        assertThat(changed(OWN, "--steps", "5")).isEqualTo(OWN);
        assertThat(changed(OWN, "--sampler", "heun")).isEqualTo(method("heun", "exponential", LINEAR));
        assertThat(changed(OWN, "--schedule", "normal")).isEqualTo(method("dpmpp_2m", "normal", LINEAR));
        assertThat(changed(OWN, "--training", "squared_cosine")).isEqualTo(method("dpmpp_2m", "exponential", COSINE));
        assertThat(changed(OWN, "--prediction", "epsilon"))
                .isEqualTo(SamplingMethod.of(
                        Samplers.named("dpmpp_2m"), Schedules.named("exponential"), LINEAR, Prediction.EPSILON));
    }

    @Test
    void theDemosMethodsHaveNoPartsToKeep() {
        SamplingMethod demo = SamplingMethod.DPMPP_2M_SDE_KARRAS;
        assertThat(changed(demo, "--schedule", "normal")).isEqualTo(SamplingMethod.named("dpmpp_2m_sde", "normal"));
        assertThat(changed(demo, "--sampler", "heun")).isEqualTo(SamplingMethod.named("heun", "karras"));
        assertThat(changed(OWN, "--sampler", "ddim"))
                .as("one of them by its name")
                .isEqualTo(SamplingMethod.DDIM);
        assertThat(changed(demo, "--sampler", "ddim", "--schedule", "trailing"))
                .isEqualTo(SamplingMethod.named("ddim", "trailing"));
    }
}
