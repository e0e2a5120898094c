package io.iclight.parity;

import com.google.common.collect.ImmutableList;

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
