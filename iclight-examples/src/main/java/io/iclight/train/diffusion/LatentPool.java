package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.WeightsException;
import io.iclight.light.LightSide;
import io.iclight.train.data.FilesDigest;
import io.iclight.train.data.PicturePool;
import io.iclight.train.data.SceneFile;
import io.iclight.train.render.noise.Chance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The latents of many scenes of one size, in memory. */
public final class LatentPool implements AutoCloseable {

    private static final int SUM = 2;

    private final ImmutableList<Path> paths;
    private final Tensor found;
    private final Tensor lit;
    private final Tensor backdrops;
    private final Tensor mattes;
    private final Tensor starts;
    private final ImmutableList<SceneFile.Label> labels;
    private final int exposures;

    private LatentPool(ImmutableList<Path> paths, List<SafetensorsFile> files) {
        this.paths = paths;
        ImmutableList.Builder<SceneFile.Label> all = ImmutableList.builder();
        files.forEach(file -> all.addAll(SceneFile.labels(file)));
        this.labels = all.build();
        try (TensorScope scope = TensorScope.open()) {
            this.found = scope.keep(joined(files, "found"));
            this.lit = scope.keep(joined(files, "lit"));
            this.backdrops = scope.keep(joined(files, "backdrops"));
            this.mattes = scope.keep(joined(files, "matte"));
            this.starts = scope.keep(files.get(0).read("starts").to(ElementType.F32.scalarType()));
        }
        this.exposures = (int) lit.size(1);
    }

    private static Tensor joined(List<SafetensorsFile> files, String name) {
        TensorVector parts = new TensorVector();
        files.forEach(file -> parts.push_back(file.read(name)));
        return torch.cat(parts, 0);
    }

    /**
     * Reads a folder.
     *
     * @param folder with files of {@code iclight train latents}, all of one size
     * @return the latents of the files that are there now
     * @throws WeightsException if there is none, or their sizes differ
     */
    public static LatentPool read(Path folder) {
        ImmutableList<Path> paths = PicturePool.safetensors(folder);
        List<SafetensorsFile> files = new ArrayList<>();
        try {
            paths.forEach(path -> files.add(SafetensorsFile.open(path)));
            if (files.isEmpty()) {
                throw new WeightsException(folder + " has no *.safetensors; make some with iclight train latents");
            }
            requireOneSize(files);
            return new LatentPool(paths, files);
        } finally {
            files.forEach(SafetensorsFile::close);
        }
    }

    private static void requireOneSize(List<SafetensorsFile> files) {
        SafetensorsFile first = files.get(0);
        for (SafetensorsFile file : files) {
            ImmutableLongArray expected = first.tensors().get("starts").shape();
            ImmutableLongArray found = file.tensors().get("starts").shape();
            if (!found.equals(expected)) {
                throw new WeightsException(file.origin() + " has latents of another size than " + first.origin()
                        + ": expected " + expected + ", found " + found + "; put each size into a folder of its own");
            }
        }
    }

    /**
     * Counts.
     *
     * @return how many scenes there are
     */
    public int scenes() {
        return (int) found.size(0);
    }

    /**
     * Reads all files again.
     *
     * @return what tells these latents from others, by what the files hold
     */
    public String digest() {
        return FilesDigest.of(paths);
    }

    /**
     * Draws pictures to learn, each of any scene in any of its lights, half of them mirrored.
     *
     * @param count how many
     * @param chance what decides
     * @return the pictures, freed with the caller's scope
     */
    Lessons draw(int count, Chance chance) {
        Lessons.Builder drawn = new Lessons.Builder();
        for (int i = 0; i < count; i++) {
            int scene = chance.below(scenes());
            add(drawn, scene, chance.below(exposures), chance);
        }
        return drawn.build();
    }

    /**
     * Draws scenes in two lights and in both at once.
     *
     * @param count how many scenes
     * @param chance what decides
     * @return the first light of all, then the second of all, then the sum
     */
    Triple drawSums(int count, Chance chance) {
        List<Lessons.Builder> lights = List.of(new Lessons.Builder(), new Lessons.Builder(), new Lessons.Builder());
        for (int i = 0; i < count; i++) {
            int scene = chance.below(scenes());
            long choice = chance.bits();
            for (int light = 0; light <= SUM; light++) {
                add(lights.get(light), scene, light, new Chance(choice));
            }
        }
        return new Triple(
                lights.get(0).build(), lights.get(1).build(), lights.get(SUM).build());
    }

    /** Scenes in two lights, and in their sum. */
    record Triple(Lessons first, Lessons second, Lessons sum) {}

    private void add(Lessons.Builder drawn, int scene, int exposure, Chance chance) {
        int variant = chance.below((int) found.size(1));
        boolean mirrored = chance.happens(0.5);
        SceneFile.Label label = labels.get(scene * exposures + exposure);
        LightSide side = mirrored ? mirrored(label.side()) : label.side();
        drawn.add(
                mirrored ? mirrored(label.words()) : label.words(),
                picture(found.select(0, scene).select(0, variant), mirrored),
                picture(lit.select(0, scene).select(0, exposure), mirrored),
                picture(backdrops.select(0, scene).select(0, exposure), mirrored),
                picture(mattes.select(0, scene), mirrored),
                starts.select(0, side.ordinal()));
    }

    private static Tensor picture(Tensor stored, boolean mirrored) {
        Tensor wide = stored.to(ElementType.F32.scalarType());
        return mirrored ? wide.flip(2) : wide;
    }

    private static LightSide mirrored(LightSide side) {
        return switch (side) {
            case LEFT -> LightSide.RIGHT;
            case RIGHT -> LightSide.LEFT;
            case TOP, BOTTOM -> side;
        };
    }

    private static String mirrored(String words) {
        String left = "from the left";
        String right = "from the right";
        return words.contains(left) ? words.replace(left, right) : words.replace(right, left);
    }

    /** Frees the latents. Closing twice does nothing. */
    @Override
    public void close() {
        found.close();
        lit.close();
        backdrops.close();
        mattes.close();
        starts.close();
    }
}
