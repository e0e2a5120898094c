package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.image.Image;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Remembers pictures in a folder, a safetensors file for each, the newest of them. Processes may share the folder.
 *
 * @param folder is made if need be
 * @param version tells what encodes from whatever else would encode to other numbers
 */
public record LatentFiles(Path folder, String version) implements LatentMemory {

    /** Some 20 to 40 MB, at SD1.5's usual sizes. */
    static final int MOST = 256;

    private static final String SUFFIX = ".latents";
    private static final String TENSOR = "latents";
    private static final int AXES = 4;
    private static final int HASH_LENGTH = 32;

    private Path file(Image picture) {
        String hash = Hashing.sha256()
                .newHasher()
                .putString(version, StandardCharsets.UTF_8)
                .putBytes(PictureHash.of(picture).asBytes())
                .hash()
                .toString();
        return folder.resolve(hash.substring(0, HASH_LENGTH) + SUFFIX);
    }

    @Override
    public Optional<Tensor> find(Image picture) {
        Path file = file(picture);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Tensor read(Path file) {
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            TensorInfo info = opened.tensors().get(TENSOR);
            if (info == null || info.type() != ElementType.F32 || info.shape().length() != AXES) {
                throw new WeightsException(file + " has no latents of a picture, but " + opened.tensors());
            }
            return opened.read(TENSOR);
        } catch (WeightsException e) {
            throw new WeightsException(e.getMessage() + "; delete it, and the picture is encoded anew", e);
        }
    }

    @Override
    public void keep(Image picture, Tensor latents) {
        Path file = file(picture);
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.create().write(new OneTensor(latents, file.toString()), file);
            removeOldest();
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
    }

    private void removeOldest() throws IOException {
        for (Path file : newestFirst().stream().skip(MOST).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private ImmutableList<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // Times are asked for once: they may change meanwhile, and no order would be one.
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file -> Map.entry(file, written(file)))
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(Map.Entry::getKey)
                    .collect(ImmutableList.toImmutableList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Of one that another process has just removed, long ago. */
    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** The latents, by their name. */
    private record OneTensor(Tensor tensor, String origin) implements TensorSource {

        @Override
        public ImmutableMap<String, TensorInfo> tensors() {
            return ImmutableMap.of(TENSOR, new TensorInfo(ElementType.F32, TensorData.shape(tensor)));
        }

        @Override
        public Tensor read(String name) {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(tensor.cpu().contiguous());
            }
        }

        @Override
        public void close() {}
    }
}
