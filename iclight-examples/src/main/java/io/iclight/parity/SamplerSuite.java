package io.iclight.parity;

/** Whole sampling runs with a model that both sides can compute. */
public final class SamplerSuite implements ParitySuite {

    @Override
    public String name() {
        return "sampler";
    }

    @Override
    public void run(ParityCase parityCase, ParityTarget target, Findings findings) {
        if (parityCase.args().has("function")) {
            KDiffusionRun.report(parityCase, findings);
        } else {
            DiffusersRun.report(parityCase, findings);
        }
    }
}
