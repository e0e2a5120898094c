package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Commands that the pages show have the options that they are shown with; none is run. */
class PageCommandsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** In a block of commands or within a line; what goes on in the next line ends with a backslash. */
    private static final Pattern COMMAND = Pattern.compile("\\./iclight ((?:[^\\n`\\\\]|\\\\\n)+)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void commandsOnThePagesAreKnown() throws IOException {
        int commands = 0;
        for (Path page : pages()) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                commands++;
                assertThat(problem(words(command.group(1))))
                        .as("%s of %s", command.group(), page)
                        .isEmpty();
            }
        }
        assertThat(commands).isGreaterThan(40);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(top, guides)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** Pages may leave out what a command needs, but show nothing that it does not have. */
    private static String problem(List<String> words) {
        try {
            Iclight.commandLine().parseArgs(words.toArray(String[]::new));
            return "";
        } catch (MissingParameterException e) {
            List<String> completed = completed(words, e.getMissing());
            return completed.size() == words.size() ? e.getMessage() : problem(completed);
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    /** What is missing hides what is unknown. */
    private static List<String> completed(List<String> words, List<ArgSpec> missing) {
        List<String> all = new ArrayList<>(words);
        for (ArgSpec argument : missing) {
            if (!(argument instanceof OptionSpec option)) {
                all.add("1");
            } else if (!words.contains(option.longestName())) {
                all.add(option.longestName());
                all.add("1");
            }
        }
        return all;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replace("\\\n", " ").replaceFirst(" +#.*", ""));
        while (word.find()) {
            if (!word.group().equals("...")) {
                words.add(word.group(1) == null ? word.group(2) : word.group(1));
            }
        }
        return words;
    }
}
