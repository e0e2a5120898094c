package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.internal.PassObserver;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.Scene;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.Noise;

/**
 * A demo on one case: both passes end to end, and the second once more from the reference's own first, where tolerances
 * are closer.
 */
final class PipelineRun {

    /** How a demo makes pixels of its last floats. */
    enum Decoding {
        /** At once. */
        PIXELS {
            @Override
            ImmutableList<Image> images(RelightRun run, ImmutableList<Image> enlarged, PassObserver observer) {
                return run.highres(enlarged, observer);
            }
        },
        /** By way of [0, 1]. */
        UNIT {
            @Override
            ImmutableList<Image> images(RelightRun run, ImmutableList<Image> enlarged, PassObserver observer) {
                return run.highresUnit(enlarged, observer).stream()
                        .map(FloatImage::quantized)
                        .collect(ImmutableList.toImmutableList());
            }
        };

        abstract ImmutableList<Image> images(RelightRun run, ImmutableList<Image> enlarged, PassObserver observer);
    }

    /** The field of a case with the tolerances of a second pass from the reference's first. */
    private static final String CLOSER = "tolerance_from_pass1_pixels";

    private final ParityCase parityCase;
    private final RelightModels models;
    private final RelightRequest request;
    private final Scene scene;
    private final Findings findings;

    PipelineRun(ParityCase parityCase, RelightModels models, RelightRequest request, Scene scene, Findings findings) {
        this.parityCase = parityCase;
        this.models = models;
        this.request = request;
        this.scene = scene;
        this.findings = findings;
    }

    private static RelightRun begin(RelightModels models, RelightRequest request, Scene scene, Noise noise) {
        RunProgress progress = new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation());
        return new RelightRun(models, request, scene, ImmutableList.of(noise), progress);
    }

    void report(Decoding decoding) {
        try (RelightRun run = begin(models, request, scene, new CaseNoise(parityCase))) {
            findings.report("prompt_embeds", run.prompts().positive());
            findings.report("negative_prompt_embeds", run.prompts().negative());
            ImmutableList<Image> lowres = run.lowres(PassFindings.endToEnd(1, findings));
            findings.report("pass1.pixels", CaseImages.batch(lowres));
            ImmutableList<Image> enlarged = run.enlarged(lowres);
            findings.report("pass2.pixels", CaseImages.batch(enlarged));
            ImmutableList<Image> images = decoding.images(run, enlarged, PassFindings.endToEnd(2, findings));
            findings.report("images", CaseImages.batch(images));
        }
        if (parityCase.json().has(CLOSER)) {
            reportSecondPassAlone(decoding);
        }
    }

    private void reportSecondPassAlone(Decoding decoding) {
        CaseNoise noise = new CaseNoise(parityCase).skipTo("pass2");
        ImmutableList<Image> lowres = CaseImages.of(parityCase.tensor("pass1.pixels"));
        try (RelightRun run = begin(models, request, scene, noise)) {
            ImmutableList<Image> enlarged = run.enlarged(lowres);
            findings.reportWhereNamed("pass2.pixels", CLOSER, CaseImages.batch(enlarged));
            PassObserver observer = PassFindings.fromReference(2, CLOSER, findings);
            ImmutableList<Image> images = decoding.images(run, enlarged, observer);
            findings.reportWhereNamed("images", CLOSER, CaseImages.batch(images));
        }
    }
}
