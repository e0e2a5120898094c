package io.iclight.parity.image;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Matte;
import io.iclight.normals.ComfyNormals;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import java.util.ArrayList;
import java.util.List;

/** Normals from four lights. */
final class ImageNormalCases {

    private ImageNormalCases() {}

    static void demo(ImageCase imageCase) {
        FourLights lights = new FourLights(
                imageCase.floatImage("image_left"),
                imageCase.floatImage("image_right"),
                imageCase.floatImage("image_bottom"),
                imageCase.floatImage("image_top"));
        Normals normals = Normals.of(lights, Matte.of(imageCase.floatImage("matte")));
        imageCase.report("normal", normals.normal());
        imageCase.report("left", normals.ratioLeft());
        imageCase.report("right", normals.ratioRight());
        imageCase.report("bottom", normals.ratioBottom());
        imageCase.report("top", normals.ratioTop());
        imageCase.report("plain_left", normals.left());
        imageCase.report("plain_right", normals.right());
        imageCase.report("plain_bottom", normals.bottom());
        imageCase.report("plain_top", normals.top());
    }

    static void comfy(ImageCase imageCase) {
        List<FloatImage> images = imageCase.floatImages("images");
        double sharpness = imageCase.args().number("sigma");
        boolean centered = imageCase.args().bool("center_input_range");
        // A batch holds all pictures lit from the left, then all lit from the right, and so on.
        int step = images.size() / 4;
        List<FloatImage> normals = new ArrayList<>();
        List<FloatImage> divided = new ArrayList<>();
        for (int first = 0; first * 4 < images.size(); first++) {
            FourLights lights = new FourLights(
                    images.get(first),
                    images.get(first + step),
                    images.get(first + 2 * step),
                    images.get(first + 3 * step));
            FourLights inRange = centered ? lights.scaled(0.5f, 0.5f) : lights;
            ComfyNormals result = imageCase.has("mask")
                    ? ComfyNormals.of(
                            inRange, sharpness, imageCase.planes("mask").get(first))
                    : ComfyNormals.of(inRange, sharpness);
            normals.add(result.normal());
            divided.addAll(result.divided());
        }
        imageCase.report("normal", normals);
        imageCase.report("divided", divided);
    }
}
