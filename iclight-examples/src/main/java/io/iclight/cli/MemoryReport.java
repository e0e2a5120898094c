package io.iclight.cli;

import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Says what to do where memory does not suffice. Picocli hands exceptions to {@link ErrorReport}, and lets errors pass. */
final class MemoryReport implements IExecutionStrategy {

    private final RunLast running = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        try {
            return running.execute(parsed);
        } catch (OutOfMemoryError e) {
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(),
                    "memory does not suffice (" + e.getMessage() + "); lower a size, a count or a batch, or give Java"
                            + " more: ICLIGHT_JAVA_OPTS=-Xmx8g",
                    e);
        }
    }
}
