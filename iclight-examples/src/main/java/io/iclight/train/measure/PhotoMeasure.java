package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.image.PixelFormat;
import io.iclight.light.LightSide;
import io.iclight.models.matting.Matting;

/** Does light come from where it was asked for, on photos? Their subject is what the matting network says. */
public final class PhotoMeasure {

    private static final ImageSize SIZE = new ImageSize(256, 256);
    private static final String PROMPT = "natural lighting";
    private static final long SEED = 12345;

    private int pictures;
    private int right;

    /** No photo so far. */
    public PhotoMeasure() {}

    /**
     * Adds a photo.
     *
     * @param model relights it
     * @param matting finds its subject
     * @param photo of any size, cropped around its centre
     */
    public void add(RelightingModel model, Matting matting, Image photo) {
        Image square = CenterCrop.LANCZOS.resize(photo.toRgb(), SIZE);
        Matte matte = matting.matte(square);
        Image cutout = withOpacity(square, matte);
        Subject subject = new Subject(SIZE, matte.opacity().values());
        for (LightSide side : LightSide.values()) {
            Image relit = PillowFilter.LANCZOS.resize(model.relit(cutout, PROMPT, side, SEED), SIZE);
            pictures++;
            right += Lean.of(FloatImage.ofUnit(relit), subject, side) > 0 ? 1 : 0;
        }
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

    /**
     * What came out.
     *
     * @return the share of pictures that lean the right way
     */
    public ImmutableList<Score> scores() {
        return ImmutableList.of(
                Score.atLeast("photos: light leans the right way", right / (double) pictures, pictures, 1));
    }
}
