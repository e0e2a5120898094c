package io.iclight.bench.onnx;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.unet.UNetConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a UNet's parameters, written once, the models of different shapes and forms that read them, and inputs. */
public final class OnnxUNetFolder {

    /** What a file of input is called after the name of the input: little-endian float32. */
    static final String INPUT_SUFFIX = ".f32";

    private final Path folder;
    private final UNetConfig config;
    private final ExternalWeights weights;

    private OnnxUNetFolder(Path folder, UNetConfig config, ExternalWeights weights) {
        this.folder = folder;
        this.config = config;
        this.weights = weights;
    }

    /**
     * Writes a UNet's parameters.
     *
     * @param folder is there
     * @param config the UNet's shape, one that SD1.5's operators cover
     * @param source the parameters, under diffusers' names; borrowed for the duration of the call
     * @return the folder
     */
    public static OnnxUNetFolder write(Path folder, UNetConfig config, TensorSource source) {
        return new OnnxUNetFolder(folder, config, ExternalWeights.write(source, folder.resolve("weights.bin")));
    }

    /**
     * Writes a model. Its inputs are {@code sample}, {@code timestep [1, 1]} and {@code context}.
     *
     * @param form how it attends
     * @param tokens of the prompt
     * @param sample {@code [batch, inChannels, height, width]}; height and width can be halved on every level
     * @return its file
     */
    public Path model(AttentionForm form, long tokens, long... sample) {
        Path file = folder.resolve(form.name() + ".onnx");
        OnnxUNet.write(config, weights, form, sample, tokens, file);
        return file;
    }

    /**
     * Writes an input for the models.
     *
     * @param name of the input
     * @param values row-major
     */
    public void input(String name, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Path file = folder.resolve(name + INPUT_SUFFIX);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }
}
