package io.iclight.light;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Objects;

/**
 * A picture of light of one's own, as Forge's "Custom LightMap".
 *
 * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/args.py}, {@code get_lightmap}.
 *
 * @param picture bright where light is; of any size, it is cropped around its centre; its opacity is not looked at
 */
public record LightImage(Image picture) implements LightMap {

    /** Checks the component. */
    public LightImage {
        Objects.requireNonNull(picture, "picture");
    }

    @Override
    public Image render(ImageSize size) {
        return CenterCrop.LANCZOS.resize(picture.toRgb(), size);
    }

    @Override
    public String toString() {
        return "LightImage[" + picture + "]";
    }
}
