package io.iclight.bench;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import io.iclight.io.tensor.Lanes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the threads of a call were when Java Flight Recorder looked, which it does at regular intervals: the calling thread,
 * and {@link Lanes}.
 *
 * @param java how often one ran Java code that is no kernel
 * @param kernels how often one was in a native method, or in a kernel that is written in Java
 * @param places what it computed for, as often
 */
record CallSamples(long java, long kernels, ImmutableMultiset<Place> places) {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** Below this a place is among the others. */
    private static final double LEAST_SHARE = 0.005;

    /**
     * Looks at a computation of this thread.
     *
     * @param before runs while the recorder does and is not looked at: a recorder that starts makes the JVM compile Java's loops
     *     anew
     * @param computation is looked at
     */
    static CallSamples during(Runnable before, Runnable computation) {
        long thread = Thread.currentThread().getId();
        try (Recording recording = new Recording()) {
            StackSample.enable(recording, INTERVAL);
            recording.start();
            before.run();
            Instant begin = Instant.now();
            computation.run();
            recording.stop();
            Path file = Files.createTempFile("iclight-bench", ".jfr");
            try {
                recording.dump(file);
                return of(
                        RecordingFile.readAllEvents(file).stream()
                                .filter(event -> event.getStartTime().isAfter(begin))
                                .map(StackSample::of)
                                .flatMap(Optional::stream)
                                .toList(),
                        thread);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be written to a temporary file: " + e, e);
        }
    }

    /** Counts those of the calling thread and of lanes. */
    static CallSamples of(List<StackSample> samples, long caller) {
        long inJava = 0;
        long inKernels = 0;
        ImmutableMultiset.Builder<Place> places = ImmutableMultiset.builder();
        for (StackSample sample : samples) {
            if (sample.threadId() == caller || Lanes.isLane(sample.threadName())) {
                boolean kernel = sample.inNative() || Place.isKernel(sample.frames());
                inJava += kernel ? 0 : 1;
                inKernels += kernel ? 1 : 0;
                Place.of(sample.frames()).ifPresent(places::add);
            }
        }
        return new CallSamples(inJava, inKernels, places.build());
    }

    /** Returns how often threads were looked at. */
    long count() {
        return java + kernels;
    }

    /** Returns how much of the time threads ran Java code that is no kernel, 0 to 1. */
    double shareOfJava() {
        return (double) java / Math.max(1, count());
    }

    /** Returns a line for each place with its share, the largest first. */
    String shares() {
        long least = (long) Math.ceil(LEAST_SHARE * places.size());
        List<Multiset.Entry<Place>> shown = Multisets.copyHighestCountFirst(places).entrySet().stream()
                .filter(entry -> entry.getCount() >= least)
                .toList();
        long others = places.size()
                - shown.stream().mapToLong(Multiset.Entry::getCount).sum();
        return Stream.concat(shown.stream().map(this::share), Stream.of(line(others, "all others", "")))
                .collect(Collectors.joining("\n"));
    }

    private String share(Multiset.Entry<Place> entry) {
        return line(
                entry.getCount(), entry.getElement().layer(), entry.getElement().within());
    }

    private String line(long count, String layer, String within) {
        return String.format(
                        Locale.ROOT, "%6.1f%%  %-22s %s", 100.0 * count / Math.max(1, places.size()), layer, within)
                .stripTrailing();
    }
}
