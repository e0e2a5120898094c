package io.iclight.cli;

import io.iclight.request.PromptSyntax;
import io.iclight.request.RequestSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What stands around the prompt, and how it is read. */
final class PromptOptions {

    @Option(names = "--negative", description = "What the picture should not show; default as in IC-Light's demo.")
    private Optional<String> negativePrompt;

    @Option(names = "--added", description = "Joined to the prompt; default \"best quality\".")
    private Optional<String> addedPrompt;

    @Option(
            names = "--prompt-syntax",
            paramLabel = "SYNTAX",
            description =
                    "What brackets mean: plain (default), nothing; a1111, (more:1.3), [from:to:0.25], [a|b], BREAK.")
    private Optional<PromptSyntax> syntax;

    @Option(
            names = "--clip-skip",
            paramLabel = "N",
            description = "Which of the text encoder's last layers counts, 1 (default) for the last.")
    private Optional<Integer> clipSkip;

    void apply(RequestSettings<?> relighting) {
        negativePrompt.ifPresent(relighting::negativePrompt);
        addedPrompt.ifPresent(relighting::addedPrompt);
        syntax.ifPresent(relighting::promptSyntax);
        clipSkip.ifPresent(relighting::clipSkip);
    }
}
