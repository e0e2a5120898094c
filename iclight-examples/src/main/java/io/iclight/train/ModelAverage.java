package io.iclight.train;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.file.FileCopy;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The average of two models that went on from the same one: often better than both (Wortsman et al., Model soups, ICML 2022).
 *
 * @param first a checkpoint in diffusers' layout, or the folder of a training, whose state and log are left out
 * @param second another, of the same shape
 * @param share of the first, 0 to 1
 */
public record ModelAverage(Path first, Path second, double share) {

    /** What a training's folder has besides the model. */
    private static final Set<String> OF_A_TRAINING = Set.of("checkpoint.safetensors", "log.csv", "curve.png");

    /** Checks the components. */
    public ModelAverage {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the first model's share must be in 0..1, was " + share);
        }
    }

    /**
     * Writes the average; what is not weights is the first model's.
     *
     * @param folder is made, or its files are replaced
     * @param written is told each file of weights
     * @throws WeightsException if the models have not the same tensors; nothing is written
     */
    public void write(Path folder, Consumer<Path> written) {
        List<Path> files = files();
        files.stream().filter(ModelAverage::isWeights).forEach(this::requireSameTensors);
        for (Path file : files) {
            Path to = folder.resolve(file.toString());
            try {
                Files.createDirectories(to.getParent());
                if (isWeights(file)) {
                    average(file, to);
                    written.accept(to);
                } else {
                    FileCopy.copy(first.resolve(file), to);
                }
            } catch (IOException e) {
                throw FileAccessException.unwritable(to, e);
            }
        }
    }

    /** Where the first model's files are in its folder. */
    private List<Path> files() {
        try (Stream<Path> files = Files.walk(first)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OF_A_TRAINING.contains(file.getFileName().toString()))
                    .map(first::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileAccessException.unlistable(first, e);
        }
    }

    private static boolean isWeights(Path file) {
        return file.toString().endsWith(".safetensors");
    }

    private void requireSameTensors(Path file) {
        try (TensorSource a = SafetensorsFile.open(first.resolve(file));
                TensorSource b = SafetensorsFile.open(second.resolve(file))) {
            WeightedMean.requireSameTensors(a, b);
        }
    }

    private void average(Path file, Path to) {
        try (SafetensorsFile a = SafetensorsFile.open(first.resolve(file));
                TensorSource b = SafetensorsFile.open(second.resolve(file))) {
            SafetensorsWriter.create()
                    .metadata(a.metadata())
                    .metadata("origin", "the average of two models")
                    .write(new WeightedMean(a, b, share), to);
        }
    }
}
