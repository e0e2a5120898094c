package io.iclight.io.safetensors;

import io.iclight.io.weights.WeightsException;
import java.nio.file.Path;

/** A safetensors file is not well-formed; the message names the file and what is wrong with it. */
public final class SafetensorsException extends WeightsException {

    private static final long serialVersionUID = 1;

    SafetensorsException(Path file, String problem) {
        super(file + ": " + problem);
    }

    SafetensorsException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
