package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.parity.cases.CaseResult;
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
     * Runs cases.
     *
     * @param collection a folder with a folder for each suite
     * @param selection which cases
     * @param listener is told each result as it comes
     * @return all results, by suite and name
     * @throws UnknownCaseException if the selection or the collection has a suite or case of an unknown kind, or
     *     nothing matches
     */
    public ImmutableList<CaseResult> run(Path collection, Selection selection, Consumer<CaseResult> listener) {
        List<Path> cases = new ArrayList<>();
        for (Path folder : suiteFolders(collection, selection)) {
            cases.addAll(cases(folder, selection.caseGlob()));
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

    private static List<Path> cases(Path folder, String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob + ".json");
        return list(folder, file -> matcher.matches(file.getFileName()));
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
        try (ParityCase parityCase = ParityCase.read(file);
                TensorScope scope = TensorScope.open()) {
            Findings findings = new Findings(parityCase);
            suites.get(suite).run(parityCase, placement, findings);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            return new CaseResult(suite, parityCase.name(), findings.all(), time);
        }
    }
}
