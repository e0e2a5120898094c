package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchStartCommandTest {

    @Test
    void aStartHasTheThreadsAndTheStorageThatAreAskedFor() {
        assertThat(BenchStartCommand.program(1, Optional.of(ElementType.I8)))
                .containsExactly("-Diclight.threads=1", Iclight.class.getName(), "bench-start", "--store", "I8");
        assertThat(BenchStartCommand.program(2, Optional.empty()))
                .containsExactly("-Diclight.threads=2", Iclight.class.getName(), "bench-start");
    }
}
