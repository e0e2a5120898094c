package io.iclight.cli.train;

import io.iclight.cli.option.Bounds;
import io.iclight.train.text.BytePairs;
import io.iclight.train.text.Corpus;
import io.iclight.train.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train vocabulary}: learns byte pairs from captions. */
@Command(
        name = "vocabulary",
        description = "Learns a vocabulary from captions and words of prompts, and writes it as CLIP's is.",
        mixinStandardHelpOptions = true)
final class VocabularyCommand implements Callable<Integer> {

    private static final int LEAST = 514;
    private static final int MOST = 49408;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tokens",
            paramLabel = "COUNT",
            defaultValue = "1500",
            description = "How many tokens, " + LEAST + " to " + MOST + ". Default: ${DEFAULT-VALUE}.")
    private int tokens;

    @Option(
            names = "--length",
            paramLabel = "TOKENS",
            defaultValue = "40",
            description = "How many tokens a row of the text encoder has, 3 to 1024. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The tokenizer folder to write.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        new Bounds(LEAST, MOST).check(spec, "--tokens", tokens);
        new Bounds(3, 1024).check(spec, "--length", length);
        BytePairs pairs = BytePairs.learn(Corpus.text(), tokens - TokenizerFiles.SPECIAL_TOKENS);
        Files.createDirectories(folder);
        TokenizerFiles.write(pairs, tokens, length, folder);
        spec.commandLine()
                .getOut()
                .println(folder + " (" + tokens + " tokens, " + pairs.merges().size() + " merges)");
        return 0;
    }
}
