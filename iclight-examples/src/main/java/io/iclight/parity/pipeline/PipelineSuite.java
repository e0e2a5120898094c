package io.iclight.parity.pipeline;

import io.iclight.io.tensor.Placement;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;

/** IC-Light's demos from photo to pictures, with the reference's own noise. */
public final class PipelineSuite implements ParitySuite {

    /** The suite {@code pipeline}. */
    public PipelineSuite() {}

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        String reference = parityCase.json().string("reference");
        if (reference.contains("gradio_demo.py process_relight")) {
            try (PipelineModels models = PipelineModels.of(parityCase, IcLightModel.FC, placement)) {
                ForegroundDemo.report(parityCase, models.models(), findings);
            }
        } else if (reference.contains("gradio_demo_bg.py process_relight")) {
            try (PipelineModels models = PipelineModels.of(parityCase, IcLightModel.FBC, placement)) {
                BackgroundDemo.report(parityCase, models.models(), findings);
            }
        } else if (reference.contains("gradio_demo_bg.py process_normal")) {
            try (PipelineModels models = PipelineModels.of(parityCase, IcLightModel.FBC, placement)) {
                NormalDemo.report(parityCase, models.models(), findings);
            }
        } else {
            throw new UnknownCaseException(parityCase + " runs " + reference + ", which is not known");
        }
    }
}
