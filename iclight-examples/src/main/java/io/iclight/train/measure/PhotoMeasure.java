package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.image.PixelFormat;
import io.iclight.light.LightSide;
import io.iclight.models.matting.Matting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Does light come from where it was asked for, on photos? Their subject is what the matting network says.
 *
 * @param photos RGB, of 256x256
 */
public record PhotoMeasure(ImmutableList<Image> photos) {

    private static final ImmutableList<String> ENDINGS = ImmutableList.of(".jpg", ".jpeg", ".png", ".webp");
    private static final ImageSize SIZE = new ImageSize(256, 256);
    private static final String PROMPT = "natural lighting";
    private static final long SEED = 12345;

    /**
     * Reads all photos of a folder, so that one that cannot be read is told before anything is measured.
     *
     * @param folder with files that end in .jpg, .jpeg, .png or .webp, of any size, cropped around their centres
     * @return the measure, with photos in the order of their names
     * @throws NothingToMeasureException if there is no such file
     * @throws FileAccessException if the folder or a file cannot be read
     * @throws io.iclight.io.image.ImageFileException if a file is not what its name says
     */
    public static PhotoMeasure of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            ImmutableList<Image> photos = files.filter(PhotoMeasure::isPhoto)
                    .sorted()
                    .map(file -> CenterCrop.LANCZOS.resize(
                            ImageDecoder.STANDARD.read(file).toRgb(), SIZE))
                    .collect(ImmutableList.toImmutableList());
            if (photos.isEmpty()) {
                throw new NothingToMeasureException(folder + " has no photos: expected files that end in "
                        + String.join(", ", ENDINGS) + ", found none; name a folder that has some");
            }
            return new PhotoMeasure(photos);
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    private static boolean isPhoto(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Measures.
     *
     * @param model relights the photos, from each side
     * @param matting finds their subjects
     * @return the share of pictures that lean the right way
     */
    public ImmutableList<Score> run(RelightingModel model, Matting matting) {
        int right =
                photos.stream().mapToInt(photo -> right(model, matting, photo)).sum();
        int pictures = photos.size() * LightSide.values().length;
        return ImmutableList.of(
                Score.atLeast("photos: light leans the right way", right / (double) pictures, pictures, 1));
    }

    /** How many of a photo's pictures lean the right way. */
    private static int right(RelightingModel model, Matting matting, Image photo) {
        Matte matte = matting.matte(photo);
        Image cutout = withOpacity(photo, matte);
        Subject subject = new Subject(SIZE, matte.opacity().values());
        int right = 0;
        for (LightSide side : LightSide.values()) {
            Image relit = PillowFilter.LANCZOS.resize(model.relit(cutout, PROMPT, side, SEED), SIZE);
            right += Lean.of(FloatImage.ofUnit(relit), subject, side) > 0 ? 1 : 0;
        }
        return right;
    }

    private static Image withOpacity(Image rgb, Matte matte) {
        byte[] colours = rgb.samples();
        float[] opacity = matte.opacity().values();
        byte[] samples = new byte[4 * opacity.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 4 == 3 ? (byte) Math.round(255 * opacity[i / 4]) : colours[i / 4 * 3 + i % 4];
        }
        return Image.of(rgb.size(), PixelFormat.RGBA, samples);
    }
}
