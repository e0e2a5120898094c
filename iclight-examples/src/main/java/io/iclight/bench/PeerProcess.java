package io.iclight.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own in which another program computes, so that neither program's memory and threads are in the other's
 * way. It computes only when it is asked.
 */
final class PeerProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;
    private final Path complaints;

    private PeerProcess(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.requests = new PrintWriter(process.getOutputStream(), true, UTF_8);
    }

    /**
     * Starts the process and waits until its model is loaded.
     *
     * @param arguments of this JVM's {@code java}, on this JVM's class path, from the main class on; it runs {@link
     *     PeerServer}
     * @param complaints a file that is made, or replaced, for what the process says besides
     * @return to be closed by the caller
     */
    static PeerProcess start(List<String> arguments, Path complaints) {
        ImmutableList<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(arguments)
                .build();
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
            // Not an argument: ONNX Runtime 1.29 crashes where the command line has more than about 4000 characters.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            PeerProcess peer = new PeerProcess(builder.start(), complaints);
            try {
                peer.expect(PeerServer.READY);
                return peer;
            } catch (RuntimeException | Error e) {
                peer.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the peer's process does not start: " + e, e);
        }
    }

    /** Computes once. */
    Trial run(long flops) {
        String[] seconds = ask(PeerServer.RUN).split(" ");
        return new Trial(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]), flops);
    }

    /** Returns what was computed last, by way of a file. */
    float[] output(Path file) {
        requests.println(PeerServer.WRITE + file);
        expect(PeerServer.DONE);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    /** Returns the most memory that the process had. */
    long peakBytes() {
        return Long.parseLong(ask(PeerServer.MEMORY));
    }

    private String ask(String request) {
        requests.println(request);
        return answer();
    }

    private void expect(String expected) {
        String answer = answer();
        if (!answer.equals(expected)) {
            throw new IllegalStateException("the peer's process said \"" + answer + "\" in place of " + expected);
        }
    }

    private String answer() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw ended();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the peer's process does not answer: " + e, e);
        }
    }

    private IllegalStateException ended() throws IOException {
        close();
        return new IllegalStateException("the peer's process ended with exit code " + process.exitValue() + ": "
                + Files.readString(complaints).strip());
    }

    /** Ends the process. */
    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
