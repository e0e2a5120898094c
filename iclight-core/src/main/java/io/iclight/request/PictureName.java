package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonObject;
import java.util.Map;

/**
 * What a picture is called in a request's JSON, which does not hold its pixels.
 *
 * @param sha256 SHA-256 of its samples, {@code [height, width, channels]}, in lower-case hexadecimal
 * @param size columns and rows
 */
public record PictureName(String sha256, ImageSize size) {

    /**
     * Names a picture.
     *
     * @param picture any
     * @return the same name for the same pixels
     */
    public static PictureName of(Image picture) {
        return new PictureName(Hashing.sha256().hashBytes(picture.samples()).toString(), picture.size());
    }

    static PictureName read(JsonObject json) {
        return new PictureName(json.string("sha256"), new ImageSize(json.int32("width"), json.int32("height")));
    }

    Map<String, Object> write() {
        return ImmutableMap.of("sha256", sha256, "width", size.width(), "height", size.height());
    }

    @Override
    public String toString() {
        return size + ", SHA-256 " + sha256;
    }
}
