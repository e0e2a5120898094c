package io.iclight.parity;

import io.iclight.io.tensor.Placement;

/** Whole sampling runs with a model that both sides can compute. */
final class SamplerSuite implements ParitySuite {

    @Override
    public String name() {
        return "sampler";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        if (parityCase.args().has("function")) {
            KDiffusionRun.report(parityCase, findings);
        } else {
            DiffusersRun.report(parityCase, findings);
        }
    }
}
