package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.io.MoreFiles;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.Comparison;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;

/** Finds the cases of a collection and runs them, one after the other. */
public final class ParityRunner {

    private final ImmutableMap<String, ParitySuite> suites;
    private final Placement placement;

    /**
     * Makes a runner.
     *
     * @param suites the kinds of cases that it knows
     * @param placement where and in what models compute; tolerances are those of {@link Placement#CPU_F32}, and another
     *     placement shows how much it differs
     */
    public ParityRunner(Iterable<ParitySuite> suites, Placement placement) {
        this.suites = Maps.uniqueIndex(suites, ParitySuite::name);
        this.placement = placement;
    }

    /**
     * Which cases of a collection to run.
     *
     * @param suite the only suite to run, or empty for all
     * @param caseGlob what the names of cases must match, such as {@code fc_*}
     */
    public record Selection(Optional<String> suite, String caseGlob) {

        /** Everything. */
        public static final Selection ALL = new Selection(Optional.empty(), "*");
    }

    /**
     * Runs cases. One that cannot be computed has failed, and those after it are run.
     *
     * @param collection a folder with a folder for each suite
     * @param selection which cases
     * @param listener is told each result as it comes
     * @return all results, by suite and name
     * @throws UnknownCaseException if the selection or the collection has a suite of an unknown kind, the pattern of names is
     *     malformed, or nothing matches
     */
    public ImmutableList<CaseResult> run(Path collection, Selection selection, Consumer<CaseResult> listener) {
        PathMatcher wanted = matcher(selection.caseGlob());
        List<Path> cases = new ArrayList<>();
        for (Path folder : suiteFolders(collection, selection)) {
            cases.addAll(list(folder, file -> wanted.matches(file.getFileName())));
        }
        if (cases.isEmpty()) {
            throw new UnknownCaseException("no case in " + collection + " matches " + selection.caseGlob());
        }
        ImmutableList.Builder<CaseResult> results = ImmutableList.builder();
        for (Path file : cases) {
            CaseResult result = run(file);
            listener.accept(result);
            results.add(result);
        }
        return results.build();
    }

    private List<Path> suiteFolders(Path collection, Selection selection) {
        List<Path> folders = new ArrayList<>();
        if (selection.suite().isPresent()) {
            folders.add(collection.resolve(selection.suite().get()));
        } else {
            folders.addAll(list(collection, Files::isDirectory));
        }
        for (Path folder : folders) {
            if (!suites.containsKey(folder.getFileName().toString())) {
                throw new UnknownCaseException("no suite is called " + folder.getFileName() + "; there are "
                        + String.join(", ", suites.keySet()));
            }
        }
        return folders;
    }

    private static PathMatcher matcher(String caseGlob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + caseGlob + ".json");
        } catch (PatternSyntaxException e) {
            throw new UnknownCaseException("cases cannot be found by " + caseGlob + ": " + e.getDescription()
                    + "; expected a name, in which * stands for any letters, such as fc_*");
        }
    }

    private static List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, filter)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
        Collections.sort(entries);
        return entries;
    }

    private CaseResult run(Path file) {
        long begin = System.nanoTime();
        String suite = file.getParent().getFileName().toString();
        ImmutableList<Comparison> comparisons = comparisons(suite, file);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new CaseResult(suite, MoreFiles.getNameWithoutExtension(file), comparisons, time);
    }

    /** A device or a type that lacks an operator, a damaged file or an unknown setting should not cost the other cases' results. */
    private ImmutableList<Comparison> comparisons(String suite, Path file) {
        try (ParityCase parityCase = ParityCase.read(file);
                TensorScope scope = TensorScope.open()) {
            Findings findings = new Findings(parityCase);
            suites.get(suite).run(parityCase, placement, findings);
            return findings.all();
        } catch (RuntimeException e) {
            return ImmutableList.of(Comparison.failure("the case", problem(e)));
        }
    }

    /** Libtorch's messages go on with a trace of its own calls, for which a table has no place. */
    private static String problem(RuntimeException e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElseGet(e::toString);
    }
}
