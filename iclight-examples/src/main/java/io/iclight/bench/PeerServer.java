package io.iclight.bench;

import io.iclight.bench.onnx.OnnxRuntimeModel;
import io.iclight.io.machine.ProcessMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The end of {@link PeerProcess} that computes. It says {@value #READY} when the model is loaded, and then answers a line
 * with a line: {@value #RUN} with the seconds that passed and those that all threads computed, {@value #WRITE} and a file
 * by writing the last output there, {@value #MEMORY} with the most bytes that the process had. It ends with its input.
 */
public final class PeerServer {

    static final String READY = "ready";
    static final String RUN = "run";
    static final String WRITE = "write ";
    static final String MEMORY = "memory";
    static final String DONE = "done";

    private final OnnxRuntimeModel model;
    private float[] output = {};

    private PeerServer(OnnxRuntimeModel model) {
        this.model = model;
    }

    /**
     * Serves a model until there are no more requests.
     *
     * @param file the model's
     * @param threads of a computation
     * @param requests read line by line
     * @param answers written line by line
     */
    public static void serve(Path file, int threads, BufferedReader requests, PrintWriter answers) {
        try (OnnxRuntimeModel model = new OnnxRuntimeModel(file, threads)) {
            PeerServer server = new PeerServer(model);
            answers.println(READY);
            answers.flush();
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                answers.println(server.answer(request));
                answers.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(String request) throws IOException {
        if (request.equals(RUN)) {
            Trial trial = Trial.of(() -> output = model.run());
            return trial.seconds() + " " + trial.cpuSeconds();
        }
        if (request.equals(MEMORY)) {
            return Long.toString(ProcessMemory.peakBytes());
        }
        if (request.startsWith(WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(output.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(output);
            Files.write(Path.of(request.substring(WRITE.length())), bytes.array());
            return DONE;
        }
        throw new IllegalArgumentException("expected a request, was \"" + request + "\"");
    }
}
