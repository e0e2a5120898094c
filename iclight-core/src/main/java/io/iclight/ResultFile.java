package io.iclight;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.PngEncoding;
import io.iclight.request.RelightRequest;
import java.nio.file.Path;

/** Writes a picture together with the request that made it, where the format has room for that. */
final class ResultFile {

    private static final String KEYWORD = "iclight";

    private ResultFile() {}

    static void write(Image image, RelightRequest request, Path file) {
        ImageEncoding encoding = ImageEncoding.forFile(file);
        if (encoding instanceof PngEncoding png && request.isWritable()) {
            encoding = png.withText(KEYWORD, request.toJson());
        }
        encoding.write(image, file);
    }
}
