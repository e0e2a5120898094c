package io.iclight.parity.sampling;

import io.iclight.io.tensor.Placement;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;

/** Whole sampling runs with a model that both sides can compute. */
public final class SamplerSuite implements ParitySuite {

    /** The suite {@code sampler}. */
    public SamplerSuite() {}

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
