package io.iclight.train.sheet;

import com.google.common.collect.ImmutableList;
import io.iclight.LightDirection;
import io.iclight.train.caption.Caption;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.GBuffer;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Matte;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * A sheet of samples, a row for each scene: the degraded foreground, the matte, light from the left, the right, above and
 * below, two light phrases with their backdrops, the normals. Wide sheets hold several scenes a row.
 *
 * @param seed of the first scene; the others follow
 * @param scenes how many
 * @param size of each picture in pixels
 */
public record ContactSheet(long seed, int scenes, int size) {

    private static final int COLUMNS = 9;

    /** From this many scenes on the sheet has two of them a row. */
    private static final int MANY = 24;

    /** The grey that IC-Light lays foregrounds on. */
    private static final float GREY = 0.2122f;

    /**
     * Draws the sheet.
     *
     * @return the picture
     */
    public BufferedImage draw() {
        int across = scenes >= MANY ? 2 : 1;
        int rows = (scenes + across - 1) / across;
        BufferedImage sheet = new BufferedImage(across * COLUMNS * size, rows * size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < scenes; i++) {
            row(graphics, seed + i, i % across * COLUMNS * size, i / across * size);
        }
        graphics.dispose();
        return sheet;
    }

    private void row(Graphics2D graphics, long sceneSeed, int x, int y) {
        Shoot shoot = Shoot.of(sceneSeed, size, size);
        Matte matte = shoot.view().matte();
        LinearImage grey = grey();
        int column = 0;
        graphics.drawImage(shoot.degraded(0).over(grey, matte).display(), x, y, null);
        graphics.drawImage(matte.display(), x + ++column * size, y, null);
        for (LightDirection side : LightDirection.values()) {
            LinearImage lit = shoot.view().lit(shoot.from(side));
            graphics.drawImage(lit.over(grey, matte).display(), x + ++column * size, y, null);
        }
        for (Caption caption : captions(shoot, new Chance(sceneSeed).fork("sheet"))) {
            LinearImage picture = shoot.picture(shoot.in(caption.light().mood(), caption.side()));
            graphics.drawImage(picture.display(), x + ++column * size, y, null);
            write(graphics, caption.text(), x + column * size + 3, y + size - 4);
        }
        graphics.drawImage(normals(shoot.view()), x + ++column * size, y, null);
    }

    private static ImmutableList<Caption> captions(Shoot shoot, Chance chance) {
        LightPhrase quick = chance.pick(LightPhrases.QUICK_LIST);
        LightPhrase any = chance.pick(LightPhrases.ALL);
        return ImmutableList.of(caption(shoot, quick, chance), caption(shoot, any, chance));
    }

    private static Caption caption(Shoot shoot, LightPhrase phrase, Chance chance) {
        LightDirection side = chance.pick(List.of(LightDirection.values()));
        return Caption.of(shoot.scene().subject(), phrase, side, chance);
    }

    private LinearImage grey() {
        LinearImage grey = new LinearImage(size, size);
        Arrays.fill(grey.values(), GREY);
        return grey;
    }

    private static BufferedImage normals(GBuffer view) {
        LinearImage normals = view.normals();
        float[] colours = GBuffer.colours(normals);
        BufferedImage image = new BufferedImage(normals.width(), normals.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < colours.length / 3; i++) {
            int r = Math.round(255 * colours[3 * i]);
            int g = Math.round(255 * colours[3 * i + 1]);
            int b = Math.round(255 * colours[3 * i + 2]);
            image.setRGB(i % normals.width(), i / normals.width(), r << 16 | g << 8 | b);
        }
        return image;
    }

    private void write(Graphics2D graphics, String text, int x, int y) {
        graphics.setFont(graphics.getFont().deriveFont(Math.max(7f, size / 18f)));
        graphics.setClip(x, y - size, size - 6, size + 8);
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, x + 1, y + 1);
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, x, y);
        graphics.setClip(null);
    }
}
