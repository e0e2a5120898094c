package io.iclight.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The whole numbers that an option takes.
 *
 * @param least the smallest
 * @param greatest the largest
 */
public record Bounds(long least, long greatest) {

    /**
     * Checks what was given, before anything is computed.
     *
     * @param command whose option it is
     * @param option its name, such as {@code --scenes}
     * @param value what was given
     * @throws ParameterException if it is out of these bounds; the message names the option, them and the value
     */
    public void check(CommandSpec command, String option, long value) {
        if (value < least || value > greatest) {
            throw new ParameterException(command.commandLine(), option + " must be " + this + ", was " + value);
        }
    }

    @Override
    public String toString() {
        return least + " to " + greatest;
    }
}
