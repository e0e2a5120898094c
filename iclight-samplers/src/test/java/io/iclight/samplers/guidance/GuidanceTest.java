package io.iclight.samplers.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.Churn;
import io.iclight.samplers.Draws;
import io.iclight.samplers.Euler;
import io.iclight.samplers.NativeScopeExtension;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Pace;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.ShapeMismatchException;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.internal.NativeScope;
import io.iclight.samplers.noise.TorchGenerator;
import io.iclight.samplers.schedule.Betas;
import io.iclight.samplers.schedule.DiffusersSchedules;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NativeScopeExtension.class)
class GuidanceTest {

    private static final Moment MIDDLE = new Moment(5, 10, NoiseLevel.varianceExploding(1, 500));
    private static final int STEPS = 8;

    private final List<Long> batches = new ArrayList<>();

    private static Tensor tensor(long seed) {
        return new TorchGenerator(seed).next(2, 4, 8, 8);
    }

    private static double item(Tensor tensor) {
        return tensor.item_double();
    }

    private static double distance(Tensor a, Tensor b) {
        return item(a.sub(b).abs().max());
    }

    private static Schedule schedule() {
        ImmutableList.Builder<NoiseLevel> levels = ImmutableList.builder();
        for (int i = 0; i < STEPS; i++) {
            levels.add(NoiseLevel.varianceExploding(8.0 / (i + 1), 900 - 100 * i));
        }
        return new Schedule(levels.add(NoiseLevel.varianceExploding(0, 0)).build(), new NoCurve());
    }

    private record NoCurve() implements Schedule.Curve {

        @Override
        public NoiseLevel at(double ratio) {
            throw new UnsupportedOperationException();
        }

        @Override
        public NoiseLevel atTimestep(double timestep) {
            throw new UnsupportedOperationException();
        }
    }

    private GuidedDenoiser guided(Guidance guidance) {
        NoiseModel both = (x, timestep) -> {
            batches.add(x.size(0));
            long half = x.size(0) / 2;
            return torch.cat(
                    new TensorVector(
                            x.narrow(0, 0, half).cos(), x.narrow(0, half, half).sin()),
                    0);
        };
        NoiseModel conditional = (x, timestep) -> {
            batches.add(x.size(0));
            return x.sin();
        };
        return new GuidedDenoiser(both, conditional, guidance, Prediction.EPSILON, schedule());
    }

    private Tensor run(Guidance guidance) {
        batches.clear();
        return new Euler().sample(guided(guidance), tensor(1), schedule(), new TorchGenerator(0), StepListener.NONE);
    }

    @Test
    void asksForBothPromptsInOneCallOfTheNetwork() {
        run(new ClassifierFree(7));
        assertThat(batches).hasSize(STEPS).containsOnly(4L);
    }

    @Test
    void asksForThePositivePromptAloneWhereThereIsNothingToGuide() {
        Tensor plain = new Euler()
                .sample(
                        Prediction.EPSILON.denoiser((x, timestep) -> x.sin()),
                        tensor(1),
                        schedule(),
                        new TorchGenerator(0),
                        StepListener.NONE);
        for (double scale : new double[] {0, 0.5, 1}) {
            assertThat(distance(run(new ClassifierFree(scale)), plain)).isZero();
            assertThat(batches).hasSize(STEPS).containsOnly(2L);
        }
    }

    @Test
    void guidesWithinTheIntervalAlone() {
        run(new Interval(new Rescaled(new ClassifierFree(7), 0.7), 0.25, 0.7));
        assertThat(batches).containsExactly(2L, 2L, 4L, 4L, 4L, 2L, 2L, 2L);
    }

    @Test
    void oneOfOnesOwnIsALambda() {
        Guidance mean = (negative, positive, moment) -> negative.add(positive).mul(new Scalar(0.5));
        Tensor own = run(mean);
        assertThat(batches).containsOnly(4L);
        assertThat(item(own.isnan().any())).isZero();
    }

    @Test
    void tellsTheGuidanceWhichStepItIs() {
        List<Integer> steps = new ArrayList<>();
        Guidance noting = (negative, positive, moment) -> {
            steps.add(moment.step());
            assertThat(moment.steps()).isEqualTo(STEPS);
            return positive;
        };
        run(noting);
        assertThat(steps).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void tellsTheStepWhoseLevelWasRaised() {
        List<Integer> steps = new ArrayList<>();
        Guidance noting = (negative, positive, moment) -> {
            steps.add(moment.step());
            return positive;
        };
        NoiseModel model = (x, timestep) -> x.sin();
        Schedule schedule = DiffusersSchedules.eulerKarras()
                .schedule(TrainingSchedule.of(Betas.scaledLinear(0.00085, 0.012, 1000)), STEPS);
        Pace pace = new Pace(schedule);
        GuidedDenoiser denoiser = new GuidedDenoiser(model, model, noting, Prediction.EPSILON, pace, Correction.NONE);
        new Euler(new Churn(4, Draws.WHERE_ADDED)).sample(denoiser, tensor(1), schedule, new TorchGenerator(0), pace);
        assertThat(steps).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void leavesNothingBehindButItsResult() {
        Guidance everything = new Interval(new Rescaled(new ClassifierFree(7), 0.7), 0.25, 0.7);
        run(everything);
        long pointers = Pointer.totalCount();
        try (NativeScope inner = NativeScope.open()) {
            run(everything);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
    }

    @Test
    void classifierFreeGuidanceGoesFromOnePredictionThroughTheOther() {
        assertThat(distance(new ClassifierFree(1).combine(tensor(1), tensor(2), MIDDLE), tensor(2)))
                .isLessThan(1e-6);
        assertThat(distance(new ClassifierFree(0).combine(tensor(1), tensor(2), MIDDLE), tensor(1)))
                .isZero();
        assertThat(distance(new ClassifierFree(9).combine(tensor(3), tensor(3), MIDDLE), tensor(3)))
                .isZero();
    }

    @Test
    void rescalingGivesEachImageTheSpreadOfItsConditionalPrediction() {
        Tensor wild = tensor(1).mul(new Scalar(5));
        Tensor rescaled = new Rescaled(new ClassifierFree(9), 1).combine(wild, tensor(2), MIDDLE);
        for (int image = 0; image < 2; image++) {
            double got = item(rescaled.select(0, image).std());
            assertThat(got).isCloseTo(item(tensor(2).select(0, image).std()), within(1e-5));
        }
    }

    @Test
    void dynamicThresholdingWithEqualScalesIsClassifierFreeGuidance() {
        Tensor plain = new ClassifierFree(7).combine(tensor(1), tensor(2), MIDDLE);
        for (DynamicThresholding.Origin origin : DynamicThresholding.Origin.values()) {
            for (DynamicThresholding.Spread spread : DynamicThresholding.Spread.values()) {
                for (DynamicThresholding.Extent extent : DynamicThresholding.Extent.values()) {
                    Guidance guidance = new DynamicThresholding(
                            ScaleCurve.constant(7), ScaleCurve.constant(7), 1, extent, origin, spread, 1);
                    assertThat(distance(guidance.combine(tensor(1), tensor(2), MIDDLE), plain))
                            .isLessThan(2e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void curvesStayBetweenTheirMinimumAndTheirScale(ScaleCurve.Shape shape) {
        ScaleCurve curve = new ScaleCurve(12, 3, shape, 2.5);
        for (int step = 0; step < 10; step++) {
            assertThat(curve.at(new Moment(step, 10, MIDDLE.level()))).isBetween(3 - 1e-9, 12 + 1e-9);
        }
        assertThat(curve.at(new Moment(0, 1, MIDDLE.level()))).isFinite();
    }

    @Test
    void refusesPredictionForOnePromptAlone() {
        GuidedDenoiser denoiser = new GuidedDenoiser(
                (x, timestep) -> x.narrow(0, 0, 2),
                (x, timestep) -> x,
                new ClassifierFree(7),
                Prediction.EPSILON,
                schedule());
        assertThatExceptionOfType(ShapeMismatchException.class)
                .isThrownBy(() -> denoiser.denoise(tensor(1), schedule().level(0)))
                .withMessage(
                        "the network's prediction for both prompts has shape [2, 4, 8, 8], " + "expected [4, 4, 8, 8]");
    }

    @Test
    void refusesIntervalThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(new ClassifierFree(7), 0.8, 0.2))
                .withMessage("expected 0 <= start <= stop <= 1, was start 0.8, stop 0.2");
    }
}
