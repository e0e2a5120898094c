package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.samplers.schedule.ForgeSchedules;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.samplers.schedule.VelocityCurve;
import java.util.function.DoubleUnaryOperator;

/** From sigma to timestep and back. */
final class TimestepOfSigmaCases {

    private TimestepOfSigmaCases() {}

    static void velocity(ParityCase parityCase, Findings findings) {
        VelocityCurve curve = new VelocityCurve();
        ImmutableDoubleArray sigmas = map(parityCase, "t_in", curve::ratioAt);
        BetasCases.report(findings, "sigma_of_t", sigmas);
        BetasCases.report(findings, "t", map(sigmas, sigma -> curve.at(sigma).timestep()));
    }

    static void kDiffusion(ParityCase parityCase, Findings findings) {
        TrainingSchedule training = SigmaSequenceCases.training(parityCase);
        BetasCases.report(findings, "sigma_of_t", map(parityCase, "t_in", training::logLinearSigmaAt));
        BetasCases.report(findings, "t", map(parityCase, "sigma", training::timestepOf));
        BetasCases.report(findings, "t_quantized", map(parityCase, "sigma", training::nearestTimestepOf));
    }

    static void forge(ParityCase parityCase, Findings findings) {
        TrainingSchedule training = SigmaSequenceCases.training(parityCase);
        BetasCases.report(findings, "sigma_of_t", map(parityCase, "t_in", training::logLinearSigmaAt));
        BetasCases.report(findings, "t", map(parityCase, "sigma", training::nearestTimestepOf));
        BetasCases.report(
                findings,
                "sigma_of_percent",
                map(parityCase, "percent", share -> ForgeSchedules.sigmaAt(training, share)));
    }

    private static ImmutableDoubleArray map(ParityCase parityCase, String input, DoubleUnaryOperator function) {
        return map(ImmutableDoubleArray.copyOf(TensorData.doubles(parityCase.tensor(input))), function);
    }

    private static ImmutableDoubleArray map(ImmutableDoubleArray values, DoubleUnaryOperator function) {
        return ImmutableDoubleArray.copyOf(values.stream().map(function));
    }
}
