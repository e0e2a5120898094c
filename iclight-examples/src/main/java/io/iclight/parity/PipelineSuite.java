package io.iclight.parity;

import io.iclight.models.iclight.IcLightModel;

/** IC-Light's demos from photo to pictures, with the reference's own noise. */
public final class PipelineSuite implements ParitySuite {

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public void run(ParityCase parityCase, ParityTarget target, Findings findings) {
        String reference = parityCase.json().string("reference");
        if (!reference.contains("gradio_demo.py process_relight")) {
            throw new UnknownCaseException(parityCase + " runs " + reference + ", which is not known");
        }
        try (PipelineModels models = PipelineModels.of(parityCase, IcLightModel.FC, target)) {
            new PipelineRun(parityCase, models.models(), findings).report();
        }
    }
}
