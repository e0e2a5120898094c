package io.iclight.parity.image;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;

/** Foregrounds put on grey. */
final class ImageMatteCases {

    private ImageMatteCases() {}

    static void networkSize(ImageCase imageCase) {
        int[] widths = imageCase.ints("width");
        int[] heights = imageCase.ints("height");
        int[] feedWidths = new int[widths.length];
        int[] feedHeights = new int[widths.length];
        for (int i = 0; i < widths.length; i++) {
            ImageSize feed = Matte.networkSize(new ImageSize(widths[i], heights[i]));
            feedWidths[i] = feed.width();
            feedHeights[i] = feed.height();
        }
        imageCase.report("feed_width", feedWidths);
        imageCase.report("feed_height", feedHeights);
    }

    static void demo(ImageCase imageCase) {
        Image image = imageCase.image("image");
        FloatImage answer = imageCase.planes("alpha_network").get(0);
        Matte matte = Matte.ofNetwork(answer, image.size());
        imageCase.report("alpha", matte.opacity());
        imageCase.report("result", matte.onGrey(image, (float) imageCase.args().number("sigma")));
    }

    static void forge(ImageCase imageCase) {
        FloatImage opacity = FloatImage.ofUnit(imageCase.image("alpha8"));
        imageCase.report("result", Matte.of(opacity).onGreyOfForge(imageCase.image("image")));
    }
}
