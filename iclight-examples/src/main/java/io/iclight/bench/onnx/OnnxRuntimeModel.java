package io.iclight.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model and its inputs in ONNX Runtime, with all of its optimizations. */
public final class OnnxRuntimeModel implements AutoCloseable {

    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();

    /**
     * Loads a model, and its inputs from beside it.
     *
     * @param file the model's
     * @param threads of a computation
     * @throws IllegalStateException if ONNX Runtime refuses the model
     * @throws FileAccessException if an input cannot be read
     */
    public OnnxRuntimeModel(Path file, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw refused(e);
        }
        try {
            readInputs(environment, file);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void readInputs(OrtEnvironment environment, Path file) {
        try {
            for (String name : session.getInputNames()) {
                FloatBuffer values = read(file.resolveSibling(name + OnnxUNetFolder.INPUT_SUFFIX));
                TensorInfo info = (TensorInfo) session.getInputInfo().get(name).getInfo();
                inputs.put(name, OnnxTensor.createTensor(environment, values, info.getShape()));
            }
        } catch (OrtException e) {
            throw refused(e);
        }
    }

    /**
     * Computes the model's output.
     *
     * @return the first output, row-major
     */
    public float[] run() {
        try (OrtSession.Result result = session.run(inputs)) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        } catch (OrtException e) {
            throw refused(e);
        }
    }

    private static FloatBuffer read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
            direct.asFloatBuffer()
                    .put(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
            return direct.asFloatBuffer();
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    private static IllegalStateException refused(OrtException e) {
        return new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }

    /** Frees the model and its inputs. */
    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw refused(e);
        }
    }
}
