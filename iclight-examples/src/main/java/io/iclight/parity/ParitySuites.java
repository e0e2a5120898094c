package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.image.ImageSuite;
import io.iclight.parity.image.MattingSuite;
import io.iclight.parity.model.KeysSuite;
import io.iclight.parity.model.MergeSuite;
import io.iclight.parity.model.TextEncoderSuite;
import io.iclight.parity.model.TokenizerSuite;
import io.iclight.parity.model.UNetSuite;
import io.iclight.parity.model.VaeSuite;
import io.iclight.parity.model.WeightsSuite;
import io.iclight.parity.pipeline.PipelineSuite;
import io.iclight.parity.sampling.GuidanceSuite;
import io.iclight.parity.sampling.NoiseSuite;
import io.iclight.parity.sampling.SamplerSuite;
import io.iclight.parity.sampling.ScheduleSuite;

/** The suites that this version knows. */
public final class ParitySuites {

    private ParitySuites() {}

    /**
     * Lists every suite.
     *
     * @return one for each folder that a collection may have
     */
    public static ImmutableList<ParitySuite> all() {
        return ImmutableList.of(
                new GuidanceSuite(),
                new ImageSuite(),
                new KeysSuite(),
                new MattingSuite(),
                new MergeSuite(),
                new NoiseSuite(),
                new PipelineSuite(),
                new SamplerSuite(),
                new ScheduleSuite(),
                new TextEncoderSuite(),
                new TokenizerSuite(),
                new UNetSuite(),
                new VaeSuite(),
                new WeightsSuite());
    }
}
