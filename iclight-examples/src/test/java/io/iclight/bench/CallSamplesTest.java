package io.iclight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMultiset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallSamplesTest {

    private static final long CALLER = 1;

    /** A stack, written as {@code package.Class.method}, the innermost first; the package is one of the models'. */
    private static List<StackTraceElement> stack(String... frames) {
        return Stream.of(frames)
                .map(frame -> new StackTraceElement(
                        "io.iclight.models." + frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        1))
                .toList();
    }

    @Test
    void samplesOfTheCallerAndOfLanesAreCountedWhereTheyCompute() {
        List<StackTraceElement> linear = stack(
                "layers.OneDnn.linear",
                "layers.Linear$Unpacked.forward",
                "unet.MultiHeadAttention.forward",
                "unet.TransformerBlock.lambda$attendToSelf$2",
                "blocks.ResidualBlock.forward");
        List<StackTraceElement> inVectors = stack(
                "vector.VectorAttention.forward", "layers.Attention.forward", "unet.TransformerBlock.attendToSelf");
        List<StackTraceElement> sum = stack("layers.InPlace.add", "blocks.ResidualBlock.forward");

        CallSamples samples = CallSamples.of(
                List.of(
                        new StackSample(true, CALLER, "main", linear),
                        new StackSample(false, 7, "iclight-lane-1", inVectors),
                        new StackSample(false, 8, "iclight-lane-2", sum),
                        new StackSample(false, 9, "another", linear)),
                CALLER);

        assertThat(samples.places())
                .isEqualTo(ImmutableMultiset.of(
                        new Place("Linear", "TransformerBlock.attendToSelf"),
                        new Place("Attention", "TransformerBlock.attendToSelf"),
                        new Place("additions, joins", "ResidualBlock.forward")));
        assertThat(samples.count()).isEqualTo(3);
        assertThat(samples.shareOfJava())
                .as("kernels are no Java, whatever they are written in")
                .isCloseTo(1 / 3.0, within(1e-9));
        assertThat(samples.shares().lines())
                .contains("  33.3%  Linear                 TransformerBlock.attendToSelf", "   0.0%  all others");
    }
}
