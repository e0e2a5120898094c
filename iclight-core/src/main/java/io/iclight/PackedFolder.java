package io.iclight;

import com.google.common.hash.Hashing;
import io.iclight.io.packed.PackedSource;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.folder.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Models as they are computed with, in a folder: a file for each part of each choice of checkpoints and precision. When a
 * checkpoint's files change, the next start replaces the file.
 *
 * @param folder need not exist
 */
record PackedFolder(Path folder) {

    private static final int HASH_LENGTH = 16;

    /**
     * Joins a part's parameters with its file.
     *
     * @param part which model
     * @param plain its parameters, as they are in their checkpoints; closed with what is returned
     * @param placement where and in what the model computes
     * @param checkpoints the files and folders that the parameters come from
     * @return the parameters
     */
    TensorSource keeping(Part part, TensorSource plain, Placement placement, List<Path> checkpoints) {
        String choice =
                placement + " " + checkpoints.stream().map(Path::toAbsolutePath).toList();
        String hash =
                Hashing.sha256().hashString(choice, StandardCharsets.UTF_8).toString();
        String name = part.folder() + "-" + hash.substring(0, HASH_LENGTH);
        return new PackedSource(plain, folder, name, CheckpointState.of(checkpoints));
    }
}
