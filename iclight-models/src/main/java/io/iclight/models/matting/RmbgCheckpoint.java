package io.iclight.models.matting;

import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** RMBG-1.4 as people have it: a safetensors file, or the folder that BRIA publishes, with {@code model.safetensors}. */
public final class RmbgCheckpoint {

    private static final String WEIGHTS = "model.safetensors";
    private static final String CONFIG = "config.json";

    private RmbgCheckpoint() {}

    /**
     * Loads the network.
     *
     * @param path the file or the folder
     * @param device where it computes
     * @return the network in float32, as the demo has it on any device; to be closed by the caller
     * @throws WeightsException if the weights are not there, not well-formed, or not RMBG-1.4's
     */
    public static IsNet load(Path path, Device device) {
        Path file = Files.isDirectory(path) ? path.resolve(WEIGHTS) : path;
        if (!Files.isRegularFile(file)) {
            throw new WeightsException(path + " has no matting network: expected RMBG-1.4's " + WEIGHTS
                    + ", as a file or in a folder (briaai/RMBG-1.4 on the Hugging Face hub); its .pth, .bin and .onnx"
                    + " files are not read");
        }
        try (TensorSource weights = Safetensors.open(file)) {
            return new IsNet(config(file), weights, new Placement(device, ElementType.F32));
        }
    }

    private static IsNetConfig config(Path file) {
        Path config = file.resolveSibling(CONFIG);
        return Files.isRegularFile(config) ? IsNetConfig.of(JsonReader.read(config)) : IsNetConfig.RMBG;
    }
}
