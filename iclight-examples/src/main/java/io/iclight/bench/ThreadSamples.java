package io.iclight.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a thread was when Java Flight Recorder looked, which it does at regular intervals.
 *
 * @param java how often it ran Java code
 * @param nativeCode how often it was in a native method
 */
record ThreadSamples(long java, long nativeCode) {

    private static final String IN_JAVA = "jdk.ExecutionSample";
    private static final String IN_NATIVE = "jdk.NativeMethodSample";
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** Looks at this thread while it computes. */
    static ThreadSamples during(Runnable computation) {
        long thread = Thread.currentThread().getId();
        try (Recording recording = new Recording()) {
            recording.enable(IN_JAVA).withPeriod(INTERVAL);
            recording.enable(IN_NATIVE).withPeriod(INTERVAL);
            recording.start();
            computation.run();
            recording.stop();
            Path file = Files.createTempFile("iclight-bench", ".jfr");
            try {
                recording.dump(file);
                return count(file, thread);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be written to a temporary file: " + e, e);
        }
    }

    private static ThreadSamples count(Path file, long thread) throws IOException {
        long inJava = 0;
        long inNative = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String name = event.getEventType().getName();
            boolean sample = name.equals(IN_JAVA) || name.equals(IN_NATIVE);
            if (sample && event.getThread("sampledThread").getJavaThreadId() == thread) {
                inJava += name.equals(IN_JAVA) ? 1 : 0;
                inNative += name.equals(IN_NATIVE) ? 1 : 0;
            }
        }
        return new ThreadSamples(inJava, inNative);
    }

    /** Returns how much of the time the thread ran Java code, 0 to 1. */
    double shareOfJava() {
        return (double) java / Math.max(1, java + nativeCode);
    }
}
