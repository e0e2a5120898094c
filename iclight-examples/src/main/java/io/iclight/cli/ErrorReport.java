package io.iclight.cli;

import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in a line that a person understands; the stack trace only when asked for. */
final class ErrorReport implements IExecutionExceptionHandler {

    private final BooleanSupplier verbose;

    ErrorReport(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        if (verbose.getAsBoolean()) {
            problem.printStackTrace(command.getErr());
        } else {
            String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
            command.getErr().println("iclight: " + message);
        }
        return problem instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}
