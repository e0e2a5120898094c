package io.iclight.train.matting;

import com.google.common.collect.ImmutableList;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.WeightsException;
import io.iclight.train.data.FilesDigest;
import io.iclight.train.data.PicturePool;
import io.iclight.train.data.SceneFile;
import io.iclight.train.render.noise.Chance;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Pictures of rendered scenes, read from the files that {@code iclight train scenes} writes. Threads may share it. */
public final class RenderedPictures implements AutoCloseable {

    private final ImmutableList<Path> paths;
    private final ImmutableList<Scenes> files;
    private final int size;

    /** The tensors of one file, mapped. */
    private record Scenes(Tensor matte, Tensor lit, Tensor backdrops) implements AutoCloseable {

        static Scenes open(Path path) {
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                return new Scenes(file.read("matte"), file.read("lit"), file.read("backdrops"));
            }
        }

        long count() {
            return matte.size(0);
        }

        long exposures() {
            return lit.size(1);
        }

        @Override
        public void close() {
            matte.close();
            lit.close();
            backdrops.close();
        }
    }

    /**
     * A picture before it is put together.
     *
     * @param subject the subject
     * @param behind what is behind it, which its light agrees with
     */
    record Shot(Cutout subject, float[] behind) {}

    private RenderedPictures(ImmutableList<Path> paths) {
        this.paths = paths;
        this.files = paths.stream().map(Scenes::open).collect(ImmutableList.toImmutableList());
        this.size = Math.toIntExact(files.get(0).matte().size(3));
    }

    /**
     * Opens a folder.
     *
     * @param folder with files of scenes of one size
     * @return the pictures, to be closed by the caller
     * @throws WeightsException if there are none, or they are not what they should be
     */
    public static RenderedPictures open(Path folder) {
        ImmutableList<Path> paths = PicturePool.list(List.of(folder));
        try (SafetensorsFile first = SafetensorsFile.open(paths.get(0))) {
            int size = (int) first.tensors().get("matte").shape().get(2);
            paths.forEach(path -> SceneFile.requireSize(path, size));
        }
        return new RenderedPictures(paths);
    }

    /**
     * Returns how large the pictures are.
     *
     * @return the side of each, in pixels
     */
    public int size() {
        return size;
    }

    /**
     * Counts the scenes.
     *
     * @return how many subjects there are
     */
    public long count() {
        return files.stream().mapToLong(Scenes::count).sum();
    }

    /**
     * Reads all files again.
     *
     * @return what tells these pictures from others, by what the files hold
     */
    public String digest() {
        return FilesDigest.of(paths);
    }

    Shot shot(Chance chance) {
        Scenes scenes = chance.pick(files);
        long scene = chance.below((int) scenes.count());
        long exposure = chance.below((int) scenes.exposures());
        float[] behind = pixels(scenes.backdrops(), scene, exposure);
        float[] opacity = pixels(scenes.matte(), scene, 0);
        return new Shot(Cutout.of(size, pixels(scenes.lit(), scene, exposure), behind, opacity), behind);
    }

    float[] backdrop(Chance chance) {
        Scenes scenes = chance.pick(files);
        return pixels(scenes.backdrops(), chance.below((int) scenes.count()), chance.below((int) scenes.exposures()));
    }

    float[] picture(Chance chance) {
        Scenes scenes = chance.pick(files);
        return pixels(scenes.lit(), chance.below((int) scenes.count()), chance.below((int) scenes.exposures()));
    }

    /** Values in [0, 1], row by row, the channels of a pixel beside each other. */
    private float[] pixels(Tensor pictures, long scene, long which) {
        byte[] planes;
        try (TensorScope scope = TensorScope.open()) {
            Tensor ofScene = pictures.select(0, scene);
            planes = TensorData.bytes(pictures.dim() == 5 ? ofScene.select(0, which) : ofScene);
        }
        int pixels = size * size;
        int channels = planes.length / pixels;
        float[] values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(planes[i % channels * pixels + i / channels]) / 255f;
        }
        return values;
    }

    /** Gives up the files. */
    @Override
    public void close() {
        files.forEach(Scenes::close);
    }
}
