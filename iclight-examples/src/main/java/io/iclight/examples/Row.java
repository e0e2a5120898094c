package io.iclight.examples;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.PillowFilter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Pictures side by side, in rows, to be looked at. */
final class Row {

    private static final int GAP = 8;

    private Row() {}

    /** Writes pictures of any sizes, a number of them a row, all as large as the first. */
    static void write(List<Image> pictures, int perRow, Path file) {
        int width = pictures.get(0).width();
        int height = pictures.get(0).height();
        int rows = (pictures.size() + perRow - 1) / perRow;
        BufferedImage all = new BufferedImage(
                perRow * (width + GAP) - GAP, rows * (height + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = all.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            Image tile = PillowFilter.LANCZOS.resize(
                    pictures.get(i).toRgb(), pictures.get(0).size());
            canvas.drawImage(tile.toBufferedImage(), i % perRow * (width + GAP), i / perRow * (height + GAP), null);
        }
        canvas.dispose();
        ImageEncoding.forFile(file).write(Image.of(all), file);
    }
}
