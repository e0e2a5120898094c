package io.iclight.internal;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.iclight.io.image.Image;

/** Tells pictures apart by their pixels. */
final class PictureHash {

    private PictureHash() {}

    /** The same for pictures that are equal, and for no others that anybody will ever see. */
    static HashCode of(Image picture) {
        return Hashing.sha256()
                .newHasher()
                .putInt(picture.width())
                .putInt(picture.height())
                .putInt(picture.format().ordinal())
                .putBytes(picture.samples())
                .hash();
    }
}
