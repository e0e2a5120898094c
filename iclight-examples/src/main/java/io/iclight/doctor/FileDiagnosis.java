package io.iclight.doctor;

import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.CheckpointWriter;
import io.iclight.models.checkpoint.VocabularyPath;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.lora.LoraFile;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says what any file or folder is that may have to do with relighting. Nothing but headers and small files is read. */
public final class FileDiagnosis {

    private FileDiagnosis() {}

    /**
     * Looks at a file or a folder.
     *
     * @param path where it is
     * @return what it is; a problem if relighting can make no use of it
     */
    public static Finding of(Path path) {
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        try {
            return Finding.of(name, found(path));
        } catch (RuntimeException e) {
            return Finding.problem(name, "cannot be used", e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static String found(Path path) {
        Optional<VocabularyPath> vocabulary = vocabulary(path);
        if (vocabulary.isPresent()) {
            ClipTokenizer tokenizer = vocabulary.get().read();
            return "tokenizer, " + tokenizer.vocabularySize() + " tokens";
        }
        // A matting network may be named by its folder.
        Path file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (Files.isRegularFile(file)) {
            try (TensorSource tensors = Safetensors.open(file)) {
                if (LoraFile.isLora(tensors)) {
                    return lora(file);
                }
                if (tensors.tensors()
                        .keySet()
                        .equals(IsNet.parameters(IsNetConfig.RMBG).keySet())) {
                    return "matting network, " + TensorSummary.of(tensors);
                }
            }
        }
        return checkpoint(path);
    }

    /** A folder of a tokenizer alone, one of its files, or CLIP's own file. */
    private static Optional<VocabularyPath> vocabulary(Path path) {
        String name = path.toString();
        boolean file = name.endsWith(".gz") || name.endsWith(".txt") || name.endsWith("vocab.json");
        boolean folder =
                Files.isDirectory(path) && Checkpoint.open(path).parts().isEmpty();
        return file ? Optional.of(VocabularyPath.at(path)) : folder ? VocabularyPath.in(path) : Optional.empty();
    }

    private static String lora(Path path) {
        LoraTargets targets = LoraTargets.of(StableDiffusion15.unet(), StableDiffusion15.textEncoder());
        try (LoraFile file = LoraFile.open(path, targets)) {
            return "LoRA for Stable Diffusion 1.5, " + file.targets().size() + " modules";
        }
    }

    private static String checkpoint(Path path) {
        try (Checkpoint checkpoint = Checkpoint.open(path)) {
            if (CheckpointWriter.isOffset(checkpoint)) {
                return "offset, " + ModelDiagnosis.ofOffset(path).found();
            }
            if (checkpoint.parts().isEmpty()) {
                throw new IllegalArgumentException(path + " holds no model that is known");
            }
            return "checkpoint: " + checkpoint.inventory() + ", predicts "
                    + checkpoint.predictionType().diffusersName();
        }
    }
}
