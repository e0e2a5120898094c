package io.iclight.io.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** A picture file whose structure was walked to its end and is whole; no pixel has been decoded yet. */
interface EncodedImage {

    /** Returns the size that the header announces, before any turning. */
    ImageSize size();

    /** Returns how the stored pixels are to be turned. */
    Orientation orientation();

    /** Decodes the pixels as they are stored. */
    BufferedImage decode() throws IOException;
}
