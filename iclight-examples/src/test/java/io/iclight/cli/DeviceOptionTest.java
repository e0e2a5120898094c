package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --device} and {@code --dtype}, as a person meets them. */
class DeviceOptionTest {

    private static final String[] PARITY = {"parity", "src/test/resources/parity", "--suite", "unet"};

    private static final String[] RELIGHT = {
        "relight", "photo.png", "--prompt", "p", "--model", "m", "--iclight", "i", "-o", "target/o.png"
    };

    private record Outcome(int exitCode, String error) {}

    @Test
    void aCardThatIsNotThereIsOneLineThatSaysWhy() {
        for (String[] command : new String[][] {PARITY, RELIGHT}) {
            Outcome outcome = run(command, "--device", "cuda:99");
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.error()).startsWith("iclight: cuda:99 is not ").hasLineCount(1);
        }
    }

    @Test
    void anUnknownDeviceIsWrongUsage() {
        for (String[] command : new String[][] {PARITY, RELIGHT}) {
            Outcome outcome = run(command, "--device", "gpu");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.error())
                    .contains("no device is called \"gpu\"; expected cpu,")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"I64", "half"})
    void aTypeThatNoModelComputesInIsWrongUsage(String type) {
        for (String[] command : new String[][] {PARITY, RELIGHT}) {
            Outcome outcome = run(command, "--dtype", type);
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.error()).contains("expected F32, F16, BF16 or F64, was " + type);
        }
    }

    /** The tolerances are those of float32, which float64 keeps and bfloat16 does not. */
    @Test
    void parityShowsWhatATypeDoesToTheNumbers() {
        assertThat(run(PARITY, "--device", "cpu", "--dtype", "f64").exitCode()).isZero();
        assertThat(run(PARITY, "--device", "auto", "--dtype", "BF16").exitCode())
                .isEqualTo(1);
    }

    private static Outcome run(String[] command, String... more) {
        String[] args = Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Iclight.run(args);
            return new Outcome(exitCode, error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
