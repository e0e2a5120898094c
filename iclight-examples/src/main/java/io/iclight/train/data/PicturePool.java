package io.iclight.train.data;

import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.WeightsException;
import io.iclight.train.render.noise.Chance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** All pictures of rendered scenes in some folders, to draw square pieces of. The files stay mapped, not in memory. */
public final class PicturePool implements AutoCloseable {

    /** Backdrops alone are smooth; they are drawn less often. */
    private static final ImmutableList<String> KINDS =
            ImmutableList.of("lit", "lit", "lit", "found", "found", "backdrops");

    private final ImmutableList<Path> paths;
    private final ImmutableList<SafetensorsFile> files;

    private PicturePool(List<Path> paths) {
        this.paths = ImmutableList.copyOf(paths);
        this.files = paths.stream().map(SafetensorsFile::open).collect(ImmutableList.toImmutableList());
    }

    /**
     * Opens the scenes of some folders.
     *
     * @param folders with files of {@code iclight train scenes}
     * @return the pictures of the files that are there now
     * @throws WeightsException if there is none
     */
    public static PicturePool open(List<Path> folders) {
        return new PicturePool(list(folders));
    }

    /**
     * Lists the scenes of some folders.
     *
     * @param folders with files of {@code iclight train scenes}
     * @return the files, folder by folder and by name; at least one
     * @throws WeightsException if there is none
     */
    public static ImmutableList<Path> list(List<Path> folders) {
        ImmutableList<Path> paths = folders.stream()
                .flatMap(folder -> safetensors(folder).stream())
                .collect(ImmutableList.toImmutableList());
        if (paths.isEmpty()) {
            throw new WeightsException(
                    "there are no *.safetensors in " + folders + "; render some with iclight train scenes");
        }
        return paths;
    }

    /**
     * Tells how large pieces may be.
     *
     * @return the side of the smallest pictures, in pixels
     */
    public int size() {
        return files.stream()
                .mapToInt(file -> (int) file.tensors().get("matte").shape().get(2))
                .min()
                .orElseThrow();
    }

    /**
     * Lists a folder.
     *
     * @param folder whose files are wanted
     * @return its safetensors files by name
     */
    public static ImmutableList<Path> safetensors(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    /**
     * Draws pieces.
     *
     * @param count how many
     * @param size of each in pixels
     * @param chance what decides
     * @return {@code [count, 3, size, size]}, -1 to 1, belonging to the caller
     */
    public Tensor crops(int count, int size, Chance chance) {
        try (TensorScope scope = TensorScope.open()) {
            TensorVector crops = new TensorVector();
            for (int i = 0; i < count; i++) {
                crops.push_back(crop(size, chance));
            }
            Tensor bytes = torch.cat(crops, 0);
            return scope.handOut(
                    bytes.to(torch.ScalarType.Float).div_(new Scalar(127.5)).sub_(new Scalar(1)));
        }
    }

    private Tensor crop(int size, Chance chance) {
        Tensor pictures = chance.pick(files).read(chance.pick(KINDS));
        Tensor scene = pictures.select(0, chance.below((int) pictures.size(0)));
        Tensor picture = scene.select(0, chance.below((int) scene.size(0)));
        int room = (int) picture.size(1) - size;
        Tensor crop = picture.narrow(1, chance.below(room + 1), size).narrow(2, chance.below(room + 1), size);
        return (chance.happens(0.5) ? crop.flip(2) : crop).unsqueeze(0);
    }

    /**
     * Reads all files again.
     *
     * @return what tells these pictures from others, by what the files hold
     */
    public String digest() {
        return FilesDigest.of(paths);
    }

    /** Gives the files up. */
    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
