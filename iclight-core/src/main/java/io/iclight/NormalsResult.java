package io.iclight;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.normals.Normals;
import io.iclight.progress.Stage;
import io.iclight.request.RelightRequest;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The normals of a photo, and what they were made from.
 *
 * @param normals the map, and every picture that the demo shows beside it
 * @param request every setting, the seed included
 * @param matte what of the photo is its subject, of the photo's size
 * @param foreground what the model saw of the photo: the subject, a little brighter, on grey
 * @param timings how long each stage took, in all four relights together
 * @param duration how long the whole took
 * @param peakMemoryBytes the most memory that the process had while it ran, native memory and Java's heap together
 */
public record NormalsResult(
        Normals normals,
        RelightRequest request,
        Matte matte,
        Image foreground,
        ImmutableMap<Stage, Duration> timings,
        Duration duration,
        long peakMemoryBytes) {

    /**
     * Returns the map.
     *
     * @return red to the right, green upwards, blue towards the viewer
     */
    public Image image() {
        return normals.normal();
    }

    /**
     * Writes the map. A PNG holds the request in its metadata, under the key {@code iclight}.
     *
     * @param file ending in {@code .png}, {@code .jpg} or {@code .webp}; replaced if it is there, and whole or not
     *     written at all
     * @throws io.iclight.io.image.ImageFileException if its name ends otherwise
     * @throws io.iclight.io.file.FileAccessException if it cannot be written
     */
    public void write(Path file) {
        ResultFile.write(image(), request, file);
    }
}
