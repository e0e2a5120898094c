package io.iclight.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.DpmppSde;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    private static final float CLEAN = 0.25f;

    static Stream<String> samplers() {
        return Samplers.titles().keySet().stream();
    }

    /** A network that always knows the clean value: whatever the steps, they must end there, if no noise is added. */
    private static float run(SamplingMethod method, Schedule schedule) {
        try (TensorScope scope = TensorScope.open()) {
            Denoiser knowing = (x, level) -> x.mul(new Scalar(0)).add_(new Scalar(CLEAN));
            Noise noise = shape -> TensorData.ofFloats(new float[] {0}, shape);
            float start = (float) (0.7 * method.start().factor(schedule.level(0)));
            return TensorData.floats(method.sampler()
                    .sample(
                            knowing,
                            TensorData.ofFloats(new float[] {start}, 1, 1, 1, 1),
                            schedule,
                            noise,
                            StepListener.NONE))[0];
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void everySamplerFindsTheCleanTensorOnEverySchedule(String name) {
        Sampler sampler = Samplers.named(name);
        List<String> refused = new ArrayList<>();
        for (String schedule : Schedules.titles().keySet()) {
            LevelRule rule = schedule.equals("sigmas")
                    ? Schedules.sigmas(14, 7, 3, 1, 0.3, 0.1, 0.05, 0.03)
                    : Schedules.named(schedule);
            try {
                SamplingMethod method = SamplingMethod.of(sampler, rule);
                for (int steps : new int[] {8, 20}) {
                    Schedule levels = method.fromNoise(steps);
                    // What is left of the noise is all that may be between the two.
                    double left = 2 * levels.last().ratio() + 1e-3;
                    // LCM keeps a share of its input; TCD ends at timestep 0, with that level's noise.
                    double kept = name.equals("lcm") || name.equals("tcd") ? 0.05 : 0;
                    assertThat((double) run(method, levels))
                            .as("%s %s %s", name, schedule, steps)
                            .isBetween(CLEAN - left - kept, CLEAN + left + kept);
                    assertThat(run(method, method.fromPicture(steps, 0.5))).isFinite();
                }
            } catch (SamplingException e) {
                refused.add(schedule);
            }
        }
        assertThat(refused)
                .as("only PNDM is bound to whole timesteps")
                .hasSizeLessThan(name.equals("pndm") ? Schedules.titles().size() - 1 : 1);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void everyOptionIsReadBack(String name) {
        assertThat(Samplers.optionsOf(Samplers.named(name))).hasValue(NamedOptions.of(name));
        Samplers.options(name).forEach((option, value) -> {
            Object other = other(option, value);
            NamedOptions changed = new NamedOptions(name, ImmutableMap.of(option, other));
            Sampler sampler = Samplers.of(changed);
            assertThat(sampler).as("%s %s", name, option).isNotEqualTo(Samplers.named(name));
            assertThat(Samplers.optionsOf(sampler).map(Samplers::of)).hasValue(sampler);
        });
    }

    private static Object other(String option, Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Number number) {
            double changed = number.doubleValue() == 0 ? 1 : number.doubleValue() / 2;
            return option.equals("order")
                    ? (number.intValue() == 2 ? 3 : 2)
                    : Double.isInfinite(changed) ? 9.0 : changed;
        }
        return ImmutableMap.of(
                        "midpoint", "heun",
                        "bh2", "bh1",
                        "dpmsolver++", "dpmsolver",
                        "fixed_small", "fixed_large")
                .get(value);
    }

    @Test
    void everyScheduleIsReadBack() {
        for (String text :
                List.of("karras", "karras:rho=5", "beta:alpha=0.5,beta=0.7", "leading:offset=0", "trailing")) {
            LevelRule rule = Schedules.named(text);
            assertThat(Schedules.of(NamedOptions.ofJson(rule.options().toJson())))
                    .as(text)
                    .isEqualTo(rule);
        }
        assertThat(Schedules.named("sigmas:values=14/3/1/0")).isEqualTo(Schedules.sigmas(14, 3, 1, 0));
        assertThat(Schedules.named("karras:rho=7")).isEqualTo(Schedules.KARRAS);
        assertThat(Schedules.karras(5))
                .isEqualTo(Schedules.named("karras:rho=5"))
                .isNotEqualTo(Schedules.KARRAS);
    }

    @Test
    void sigmasOfOnesOwnAreTheSteps() {
        SamplingMethod method = SamplingMethod.of(new DpmppSde(), Schedules.sigmas(10, 5, 2, 1, 0));
        assertThat(method.fromNoise(25).steps()).isEqualTo(4);
        assertThat(method.fromPicture(25, 0.5).steps()).isEqualTo(2);
        assertThat(method.fromPicture(25, 0.5).level(0).ratio()).isEqualTo(2);
    }

    /** diffusers v0.27.2, set_timesteps(10) of each scheduler. */
    @ParameterizedTest
    @CsvSource({
        "dpm_solver_multistep, linspace, 999, 899, 100",
        "dpm_solver_multistep, leading, 901, 811, 91",
        "dpm_solver_singlestep, linspace, 999, 899, 100",
        "euler, linspace, 999, 888, 0",
        "ddim, leading, 901, 801, 1",
    })
    void timestepsAreThoseOfTheScheduler(String sampler, String schedule, int first, int second, int last) {
        Schedule levels = SamplingMethod.named(sampler, schedule).fromNoise(10);
        assertThat(levels.steps()).isEqualTo(10);
        assertThat(List.of(levels.level(0), levels.level(1), levels.level(9)))
                .extracting(level -> (int) level.timestep())
                .containsExactly(first, second, last);
        assertThat(levels.last().sigma()).isZero();
    }

    @Test
    void pndmEndsAtTheFirstTrainedTimestep() {
        Schedule levels = SamplingMethod.named("pndm", "leading").fromNoise(10);
        assertThat(levels.last())
                .isEqualTo(TrainedNoise.STABLE_DIFFUSION.levels().level(0));
    }

    @Test
    void kDiffusionsSamplersAreGivenTheLevelsOfTheirRunAlone() {
        for (String sampler : List.of("lms", "euler:s_churn=10", "dpmpp_sde")) {
            assertThat(SamplingMethod.named(sampler, "karras")
                            .fromPicture(8, 0.5)
                            .skipped())
                    .as(sampler)
                    .isEmpty();
        }
        assertThat(SamplingMethod.named("dpm_solver_multistep", "karras")
                        .fromPicture(8, 0.5)
                        .skipped())
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "magic | karras | no sampler is called magic; there are euler,",
                "euler | magic | no schedule is called magic; there are karras,",
                "euler:eta=1 | karras | the sampler euler has no option eta; it has s_churn",
                "dpmpp_2m_sde:solver_type=magic | karras | expected midpoint or heun for solver_type, found magic",
                "lms:order=0 | karras | order must be at least 1, was 0",
                "lms:order=1.5 | karras | expected a whole number for order, found 1.5",
                "euler | karras:rho=-1 | rho must be above 0",
                "euler:s_churn | karras | expected name:option=value",
                "pndm | karras | pndm visits whole training timesteps",
                "pndm | linspace | pndm visits whole training timesteps",
                "unipc | sigmas:values=14/1/0 | leave the last 0 out",
                "euler | sigmas:values=1/2 | sigmas must fall",
            })
    void whatThereIsNotIsExplained(String sampler, String schedule, String message) {
        assertThatThrownBy(() -> SamplingMethod.named(sampler, schedule))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void impossibleTrainingIsExplained() {
        TrainedNoise pure = new TrainedNoise(TrainedNoise.Shape.SCALED_LINEAR, 0.00085, 0.012, 1000, true);
        Sampler ddim = Samplers.named("ddim");
        SamplingMethod possible = SamplingMethod.of(ddim, Schedules.named("trailing"), pure, Prediction.V);
        assertThat(possible.fromNoise(10).level(0).alpha()).isZero();
        assertThatThrownBy(() -> SamplingMethod.of(ddim, Schedules.KARRAS, pure))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining("no signal");
        assertThatThrownBy(() -> SamplingMethod.of(
                        Samplers.named("pndm"),
                        Schedules.named("leading"),
                        TrainedNoise.STABLE_DIFFUSION,
                        Prediction.SAMPLE))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining("another sampler");
        assertThat(TrainedNoise.of(pure.options())).isEqualTo(pure);
    }
}
