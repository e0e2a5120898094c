package io.iclight.parity.sampling;

import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.samplers.schedule.ImageToImage;
import java.util.stream.IntStream;

/** The tables that say how many steps an image-to-image run takes. */
final class Img2ImgCases {

    private Img2ImgCases() {}

    /** {@code get_timesteps}: from scheduled steps to those that are run. */
    static void scheduled(ParityCase parityCase, Findings findings) {
        report(findings, TensorData.longs(parityCase.tensor("num_inference_steps")), strengths(parityCase));
    }

    /** The demo's rule before it: from wanted steps to scheduled ones. */
    static void wanted(ParityCase parityCase, Findings findings) {
        long[] wanted = TensorData.longs(parityCase.tensor("steps"));
        ImageToImage[] strengths = strengths(parityCase);
        long[] scheduled = IntStream.range(0, wanted.length)
                .mapToLong(i -> strengths[i].scheduledFor((int) wanted[i]))
                .toArray();
        findings.report("num_inference_steps", TensorData.ofLongs(scheduled, scheduled.length));
        report(findings, scheduled, strengths);
    }

    private static ImageToImage[] strengths(ParityCase parityCase) {
        double[] strengths = TensorData.doubles(parityCase.tensor("strength"));
        return IntStream.range(0, strengths.length)
                .mapToObj(i -> new ImageToImage(strengths[i]))
                .toArray(ImageToImage[]::new);
    }

    private static void report(Findings findings, long[] scheduled, ImageToImage... strengths) {
        long[] run = new long[scheduled.length];
        long[] begin = new long[scheduled.length];
        for (int i = 0; i < scheduled.length; i++) {
            run[i] = strengths[i].stepsRun((int) scheduled[i]);
            begin[i] = strengths[i].begin((int) scheduled[i]);
        }
        findings.report("steps_run", TensorData.ofLongs(run, run.length));
        findings.report("begin_step", TensorData.ofLongs(begin, begin.length));
    }
}
