package io.iclight;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.detail.ColorDrift;
import io.iclight.detail.ColorLock;
import io.iclight.detail.Original;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.Matte;
import io.iclight.progress.Stage;
import io.iclight.request.RelightRequest;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a relight made.
 *
 * @param images as many as were asked for, finished
 * @param unfinished the same as the last pass made them
 * @param request every setting that made them, the seed included
 * @param matte what of the photo is its subject, of the photo's size
 * @param foreground what the model saw of the photo: the subject on grey
 * @param original the photo and its matte, as the finishes saw them
 * @param timings how long each stage took
 * @param duration how long the whole took
 * @param peakMemoryBytes the most memory that the process had while it ran, native memory and Java's heap together, looked at
 *     many times a second
 */
public record RelightResult(
        ImmutableList<Image> images,
        ImmutableList<Image> unfinished,
        RelightRequest request,
        Matte matte,
        Image foreground,
        Original original,
        ImmutableMap<Stage, Duration> timings,
        Duration duration,
        long peakMemoryBytes) {

    /**
     * Returns the first picture.
     *
     * @return RGB
     */
    public Image image() {
        return images.get(0);
    }

    /**
     * Measures how far the first picture's subject has drifted from its own colours.
     *
     * @return before and after the finishes
     */
    public ColorDrift drift() {
        return drift(0);
    }

    /**
     * Measures how far a picture's subject has drifted from its own colours, which takes a moment for large pictures.
     *
     * @param index which, from 0
     * @return before and after the finishes
     * @throws IndexOutOfBoundsException if there are not as many
     */
    public ColorDrift drift(int index) {
        return new ColorDrift(
                ColorLock.drift(unfinished.get(index), original), ColorLock.drift(images.get(index), original));
    }

    /**
     * Writes the first picture. A PNG holds the request in its metadata, under the key {@code iclight}.
     *
     * @param file ending in {@code .png}, {@code .jpg} or {@code .webp}; replaced if it is there, and whole or not
     *     written at all
     * @throws io.iclight.io.image.ImageFileException if its name ends otherwise
     * @throws io.iclight.io.file.FileAccessException if it cannot be written
     */
    public void write(Path file) {
        write(0, file);
    }

    /**
     * Writes a picture. A PNG holds the request in its metadata, under the key {@code iclight}.
     *
     * @param index which, from 0
     * @param file ending in {@code .png}, {@code .jpg} or {@code .webp}; replaced if it is there, and whole or not
     *     written at all
     * @throws IndexOutOfBoundsException if there are not as many
     * @throws io.iclight.io.image.ImageFileException if its name ends otherwise
     * @throws io.iclight.io.file.FileAccessException if it cannot be written
     */
    public void write(int index, Path file) {
        ResultFile.write(images.get(index), request, file);
    }

    /**
     * Writes the matte as a grey picture, white where the subject is.
     *
     * @param file ending in {@code .png}, {@code .jpg} or {@code .webp}; replaced if it is there, and whole or not
     *     written at all
     * @throws io.iclight.io.image.ImageFileException if its name ends otherwise
     * @throws io.iclight.io.file.FileAccessException if it cannot be written
     */
    public void writeMatte(Path file) {
        ImageEncoding.forFile(file).write(matte.opacity().quantized(), file);
    }

    /**
     * Writes what the model saw of the photo.
     *
     * @param file ending in {@code .png}, {@code .jpg} or {@code .webp}; replaced if it is there, and whole or not
     *     written at all
     * @throws io.iclight.io.image.ImageFileException if its name ends otherwise
     * @throws io.iclight.io.file.FileAccessException if it cannot be written
     */
    public void writeForeground(Path file) {
        ImageEncoding.forFile(file).write(foreground, file);
    }
}
