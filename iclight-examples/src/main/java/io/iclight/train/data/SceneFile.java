package io.iclight.train.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import io.iclight.io.image.Image;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import io.iclight.light.LightSide;
import io.iclight.train.optim.NamedTensors;
import io.iclight.train.render.picture.Coverage;
import io.iclight.train.render.picture.LinearImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Rendered scenes in a safetensors file, as bytes: {@code matte [scenes, 1, size, size]}, {@code found [scenes, 2, 3, size,
 * size]} (the subject over grey, in lights it happened to be in), {@code lit [scenes, 6, 3, size, size]} (whole pictures) and
 * {@code backdrops} likewise; words and sides of the lit pictures stand in the header.
 */
public final class SceneFile {

    private static final String WORDS = "exposures";

    /** A file is in memory until all of it is rendered. So many bytes hold 50 scenes of 512 pixels. */
    private static final long MOST_BYTES = 640L << 20;

    /** The matte's, and those of all pictures. */
    private static final long CHANNELS = 1 + 3L * (Session.FOUND + 2 * Session.EXPOSURES);

    private SceneFile() {}

    /**
     * What the header says of a lit picture.
     *
     * @param words what it shows
     * @param side where its strongest light comes from
     */
    public record Label(String words, LightSide side) {}

    /**
     * Says how many scenes a file can have: as many as 640 MiB hold.
     *
     * @param size of the pictures in pixels, at least 1
     * @return such as 59 for 512 pixels; 0 where not even one has room
     */
    public static int mostScenes(int size) {
        return Ints.saturatedCast(MOST_BYTES / LongMath.saturatedMultiply(CHANNELS, (long) size * size));
    }

    /**
     * Renders scenes to a file.
     *
     * @param first the first scene's seed; the others follow
     * @param count how many scenes, up to {@link #mostScenes}
     * @param size of the pictures in pixels
     * @param file is made, or replaced; complete or not there
     * @param listener is told the seed of each scene when it is rendered
     * @throws IllegalArgumentException if there are more scenes than a file can have; nothing is rendered then
     */
    public static void render(long first, int count, int size, Path file, LongConsumer listener) {
        if (count > mostScenes(size)) {
            throw new IllegalArgumentException("a file has at most " + mostScenes(size) + " scenes of " + size
                    + " pixels, was " + count + "; render fewer to a file");
        }
        Bytes mattes = new Bytes(count, 1, size);
        Bytes found = new Bytes(count, 3L * Session.FOUND, size);
        Bytes lit = new Bytes(count, 3L * Session.EXPOSURES, size);
        Bytes backdrops = new Bytes(count, 3L * Session.EXPOSURES, size);
        List<Map<String, Object>> labels = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            Session session = Session.of(seed, size);
            mattes.add(session.coverage());
            for (int i = 0; i < Session.FOUND; i++) {
                found.add(session.found(i));
            }
            for (Exposure exposure : session.exposures()) {
                LinearImage picture = exposure.foreground().over(exposure.backdrop(), session.coverage());
                lit.add(picture.display());
                backdrops.add(exposure.backdrop().display());
                labels.add(ImmutableMap.of(
                        "words", exposure.words(), "side", exposure.side().label()));
            }
            listener.accept(seed);
        }
        try (TensorScope scope = TensorScope.open()) {
            NamedTensors tensors = new NamedTensors(
                    ImmutableMap.of(
                            "matte", TensorData.ofBytes(mattes.values, count, 1, size, size),
                            "found", TensorData.ofBytes(found.values, count, Session.FOUND, 3, size, size),
                            "lit", TensorData.ofBytes(lit.values, count, Session.EXPOSURES, 3, size, size),
                            "backdrops", TensorData.ofBytes(backdrops.values, count, Session.EXPOSURES, 3, size, size)),
                    "scenes from " + first);
            SafetensorsWriter.create()
                    .metadata(WORDS, JsonWriter.text(ImmutableMap.of(WORDS, labels)))
                    .write(tensors, file);
        }
    }

    /**
     * Looks at a file that is there already.
     *
     * @param file of scenes
     * @param size that its pictures should have, in pixels
     * @throws WeightsException if they have another
     */
    public static void requireSize(Path file, int size) {
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            TensorInfo matte = source.tensors().get("matte");
            if (matte == null || matte.shape().get(matte.shape().length() - 1) != size) {
                throw new WeightsException(file + " has no pictures of " + size
                        + " pixels: expected mattes of that size, found " + (matte == null ? "none" : matte.shape())
                        + "; name another folder, or another --size");
            }
        }
    }

    /**
     * Reads the labels of a file.
     *
     * @param file borrowed
     * @return one for each lit picture, scene by scene
     */
    public static ImmutableList<Label> labels(SafetensorsFile file) {
        String text = file.metadata().getOrDefault(WORDS, "{\"" + WORDS + "\":[]}");
        return JsonReader.parse(text, file.origin()).objects(WORDS).stream()
                .map(SceneFile::label)
                .collect(ImmutableList.toImmutableList());
    }

    private static Label label(JsonObject json) {
        return new Label(
                json.string("words"), LightSide.valueOf(json.string("side").toUpperCase(Locale.ROOT)));
    }

    /** Pictures one after the other, each channel for itself. */
    private static final class Bytes {

        private final byte[] values;
        private int end;

        Bytes(long scenes, long channels, long size) {
            this.values = new byte[Math.toIntExact(scenes * channels * size * size)];
        }

        void add(Image picture) {
            byte[] samples = picture.samples();
            int channels = picture.channels();
            for (int channel = 0; channel < channels; channel++) {
                for (int i = channel; i < samples.length; i += channels) {
                    values[end++] = samples[i];
                }
            }
        }

        void add(Coverage coverage) {
            for (float value : coverage.values()) {
                values[end++] = (byte) Math.round(255 * value);
            }
        }
    }
}
