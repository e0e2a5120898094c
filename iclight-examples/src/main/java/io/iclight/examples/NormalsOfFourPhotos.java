package io.iclight.examples;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageEncoding;
import io.iclight.matting.MaskPicture;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import java.nio.file.Path;

/** Computes normals of four photos of one subject, lit from four sides; it needs no model. */
public final class NormalsOfFourPhotos {

    private NormalsOfFourPhotos() {}

    /**
     * Computes normals.
     *
     * @param args the photos lit from the left, the right, below and above, a mask of their size, and the map to write
     */
    public static void main(String... args) {
        FourLights lights = FourLights.of(read(args[0]), read(args[1]), read(args[2]), read(args[3]));
        MaskPicture mask = new MaskPicture(read(args[4]));
        Normals normals = Normals.of(lights, mask.matte());
        ImageEncoding.forFile(Path.of(args[5])).write(normals.normal(), Path.of(args[5]));
    }

    private static Image read(String file) {
        return ImageDecoder.STANDARD.read(Path.of(file));
    }
}
