package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MemoryReportTest {

    /** Finds no memory. */
    @Command(name = "hungry")
    private static final class Hungry implements Runnable {

        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Iclight.commandLine();
        line.addSubcommand(new Hungry());
        return line.setErr(new PrintWriter(err)).execute(args);
    }

    @Test
    void memoryThatDoesNotSufficeIsToldInALine() {
        assertThat(run("hungry")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("iclight: memory does not suffice (Java heap space); lower a size")
                .hasLineCount(1);
    }

    @Test
    void theStackTraceIsThereForWhoeverAsks() {
        assertThat(run("--verbose", "hungry")).isEqualTo(1);
        assertThat(err.toString()).contains("OutOfMemoryError: Java heap space", "Hungry.run");
    }
}
