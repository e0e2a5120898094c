package io.iclight.figures;

import com.google.common.collect.ImmutableList;
import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.request.BatchSettings;
import io.iclight.request.Seeds;
import io.iclight.samplers.noise.NoiseGenerator;
import io.iclight.samplers.noise.PerImageNoise;
import io.iclight.samplers.noise.TorchGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The noise that pictures of a batch start from, and which of it is the same. */
final class SeedFigure {

    private static final int IMAGES = 3;
    private static final int CHANNELS = 4;
    private static final int WIDTH = 16;
    private static final int HEIGHT = 20;
    private static final int PIXEL = 6;
    private static final int LEFT = 230;
    private static final int TOP = 50;
    private static final int COLUMN = 150;
    private static final int ROW = 164;
    private static final List<String> GREYS =
            List.of("#202020", "#484848", "#707070", "#989898", "#c0c0c0", "#e0e0e0", "#f6f6f6");

    private final Svg page = new Svg(LEFT + IMAGES * COLUMN + 20, TOP + 3 * ROW);
    private final List<float[]> seen = new ArrayList<>();

    private SeedFigure() {}

    static String draw() {
        SeedFigure figure = new SeedFigure();
        for (int image = 0; image < IMAGES; image++) {
            double middle = LEFT + image * COLUMN + WIDTH * PIXEL / 2.0;
            figure.page.text(middle, 34, Face.TITLE, Anchor.MIDDLE, Svg.INK, "picture " + (image + 1));
        }
        figure.row(0, "images(3).seed(7)", "one generator", List.of(new BatchSettings(IMAGES, 7)));
        figure.row(
                1,
                "… .consecutiveSeeds()",
                "generators of 7, 8, 9",
                List.of(new BatchSettings(IMAGES, 7, new Seeds.Consecutive())));
        figure.row(
                2,
                "seed(7), seed(8), seed(9)",
                "three requests",
                List.of(new BatchSettings(1, 7), new BatchSettings(1, 8), new BatchSettings(1, 9)));
        return figure.page.document();
    }

    private void row(int row, String request, String remark, List<BatchSettings> batches) {
        double top = TOP + row * ROW;
        page.text(20, top + 50, Face.CODE, Anchor.START, Svg.INK, request);
        page.text(20, top + 72, Face.PLAIN, Anchor.START, Svg.FAINT, remark);
        List<float[]> pictures =
                batches.stream().flatMap(batch -> noise(batch).stream()).toList();
        for (int image = 0; image < IMAGES; image++) {
            draw(pictures.get(image), LEFT + image * COLUMN, top);
        }
    }

    /** The first channel of what each picture of a batch starts from. */
    private static List<float[]> noise(BatchSettings batch) {
        ImmutableList<NoiseGenerator> generators =
                batch.generators().stream().mapToObj(TorchGenerator::new).collect(ImmutableList.toImmutableList());
        float[] all = new PerImageNoise(generators).draw(batch.images(), CHANNELS, HEIGHT, WIDTH);
        int size = CHANNELS * HEIGHT * WIDTH;
        return IntStream.range(0, batch.images())
                .mapToObj(image -> Arrays.copyOfRange(all, image * size, image * size + HEIGHT * WIDTH))
                .toList();
    }

    private void draw(float[] noise, double left, double top) {
        for (int grey = 0; grey < GREYS.size(); grey++) {
            int shade = grey;
            int[] places = IntStream.range(0, noise.length)
                    .filter(i -> Math.max(0, Math.min(GREYS.size() - 1, Math.round(3 + 1.5f * noise[i]))) == shade)
                    .toArray();
            page.squares(
                    PIXEL,
                    Arrays.stream(places)
                            .mapToDouble(i -> left + i % WIDTH * PIXEL)
                            .toArray(),
                    Arrays.stream(places)
                            .mapToDouble(i -> top + i / WIDTH * PIXEL)
                            .toArray(),
                    GREYS.get(grey));
        }
        double middle = left + WIDTH * PIXEL / 2.0;
        page.text(middle, top + HEIGHT * PIXEL + 20, Face.TITLE, Anchor.MIDDLE, Svg.ORANGE, letter(noise));
    }

    /** The same letter for the same noise, to the bit. */
    private String letter(float[] noise) {
        int known = 0;
        while (known < seen.size() && !Arrays.equals(seen.get(known), noise)) {
            known++;
        }
        if (known == seen.size()) {
            seen.add(noise);
        }
        return String.valueOf((char) ('A' + known));
    }
}
