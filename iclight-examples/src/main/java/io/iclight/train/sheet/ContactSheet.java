package io.iclight.train.sheet;

import com.google.common.collect.ImmutableList;
import com.google.common.math.IntMath;
import com.google.common.math.LongMath;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.light.LightSide;
import io.iclight.train.caption.Caption;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Coverage;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sheet of samples, a row for each scene: the degraded foreground, the matte, light from the left, the right, above and
 * below, two light phrases with their backdrops, the normals. A sheet of many scenes holds two of them a row.
 *
 * @param seed of the first scene; the others follow
 * @param scenes how many
 * @param size of each picture in pixels
 */
public record ContactSheet(long seed, int scenes, int size) {

    private static final int COLUMNS = 9;

    /** From this many scenes on the sheet has two of them a row. */
    private static final int MANY = 24;

    /** The whole sheet is in memory while it is drawn. */
    private static final long MOST_MIB = 640;

    /** Checks the components: a sheet has less than 640 MiB. */
    public ContactSheet {
        if (scenes < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "a sheet has at least one scene and one pixel, was " + scenes + " of " + size + " pixels");
        }
        long places = (long) across(scenes) * rows(scenes) * COLUMNS;
        long mib = LongMath.saturatedMultiply(3 * places, (long) size * size) >> 20;
        if (mib >= MOST_MIB) {
            throw new IllegalArgumentException("a sheet of " + scenes + " scenes of " + size + " pixels has " + mib
                    + " MiB, expected less than " + MOST_MIB + "; draw fewer scenes, or smaller pictures");
        }
    }

    private static int across(int scenes) {
        return scenes >= MANY ? 2 : 1;
    }

    private static int rows(int scenes) {
        return IntMath.divide(scenes, across(scenes), RoundingMode.CEILING);
    }

    /**
     * Draws the sheet.
     *
     * @param captions is told the seed and the two captions of each scene
     * @return the picture
     */
    public Image draw(Consumer<String> captions) {
        int across = across(scenes);
        int rows = rows(scenes);
        int width = across * COLUMNS * size;
        byte[] sheet = new byte[3 * width * rows * size];
        for (int i = 0; i < scenes; i++) {
            Row row = row(seed + i);
            captions.accept(row.words());
            int x = i % across * COLUMNS * size;
            for (Image picture : row.pictures()) {
                put(picture, sheet, width, x, i / across * size);
                x += size;
            }
        }
        return Image.of(new ImageSize(width, rows * size), PixelFormat.RGB, sheet);
    }

    private record Row(String words, ImmutableList<Image> pictures) {}

    private Row row(long sceneSeed) {
        Shoot shoot = Shoot.of(sceneSeed, size, size);
        Coverage coverage = shoot.view().coverage();
        StringBuilder words = new StringBuilder().append(sceneSeed);
        ImmutableList.Builder<Image> pictures = ImmutableList.builder();
        pictures.add(coverage.matte().onGrey(shoot.degraded(0).display(), 0));
        pictures.add(white(coverage));
        for (LightSide side : LightSide.values()) {
            Image lit = shoot.view().lit(shoot.from(side)).display();
            pictures.add(coverage.matte().onGrey(lit, 0));
        }
        for (Caption caption : captions(shoot, new Chance(sceneSeed).fork("sheet"))) {
            pictures.add(shoot.picture(shoot.in(caption.light().mood(), caption.side()))
                    .display());
            words.append(" | ").append(caption.text());
        }
        pictures.add(shoot.view().normalColours().quantized());
        return new Row(words.toString(), pictures.build());
    }

    private Image white(Coverage coverage) {
        byte[] samples = new byte[3 * size * size];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.round(255 * coverage.values()[i / 3]);
        }
        return Image.of(new ImageSize(size, size), PixelFormat.RGB, samples);
    }

    private static ImmutableList<Caption> captions(Shoot shoot, Chance chance) {
        LightPhrase quick = chance.pick(LightPhrases.QUICK_LIST);
        LightPhrase any = chance.pick(LightPhrases.ALL);
        return ImmutableList.of(caption(shoot, quick, chance), caption(shoot, any, chance));
    }

    private static Caption caption(Shoot shoot, LightPhrase phrase, Chance chance) {
        LightSide side = chance.pick(List.of(LightSide.values()));
        return Caption.of(shoot.scene().subject(), phrase, side, chance);
    }

    private void put(Image picture, byte[] sheet, int width, int x, int y) {
        byte[] samples = picture.samples();
        for (int row = 0; row < size; row++) {
            System.arraycopy(samples, 3 * size * row, sheet, 3 * (width * (y + row) + x), 3 * size);
        }
    }
}
