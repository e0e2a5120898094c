package io.iclight.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/**
 * Where a thread was when Java Flight Recorder looked.
 *
 * @param inNative whether it ran a native method
 * @param threadId as Java numbers threads
 * @param threadName as Java calls it
 * @param frames what was called, the innermost first
 */
record StackSample(boolean inNative, long threadId, String threadName, List<StackTraceElement> frames) {

    private static final String IN_JAVA = "jdk.ExecutionSample";
    private static final String IN_NATIVE = "jdk.NativeMethodSample";

    /** Lets a recording look at threads. */
    static void enable(Recording recording, Duration interval) {
        recording.enable(IN_JAVA).withPeriod(interval);
        recording.enable(IN_NATIVE).withPeriod(interval);
    }

    /** Reads an event; empty if it is another one, or the recorder lost the thread or where it was. */
    static Optional<StackSample> of(RecordedEvent event) {
        String name = event.getEventType().getName();
        if (!name.equals(IN_JAVA) && !name.equals(IN_NATIVE)) {
            return Optional.empty();
        }
        RecordedThread thread = event.getThread("sampledThread");
        RecordedStackTrace trace = event.getStackTrace();
        // A thread that Java does not know, such as the compiler's, has no name.
        if (thread == null || thread.getJavaName() == null || trace == null) {
            return Optional.empty();
        }
        return Optional.of(new StackSample(
                name.equals(IN_NATIVE),
                thread.getJavaThreadId(),
                thread.getJavaName(),
                trace.getFrames().stream().map(StackSample::element).toList()));
    }

    private static StackTraceElement element(RecordedFrame frame) {
        return new StackTraceElement(
                frame.getMethod().getType().getName(), frame.getMethod().getName(), null, frame.getLineNumber());
    }
}
