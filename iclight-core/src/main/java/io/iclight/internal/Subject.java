package io.iclight.internal;

import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.matting.MatteSource;
import io.iclight.models.matting.Matting;
import java.util.Optional;

/**
 * What of a photo is relit.
 *
 * @param photo of any size and format
 * @param matte where it is, of the photo's size
 * @param foreground the photo, RGB, on the grey that IC-Light takes for nothing
 */
public record Subject(Image photo, Matte matte, Image foreground) {

    /** What the demo adds to the foreground before it is relit: nothing. */
    public static final float LIFT_TO_RELIGHT = 0;

    /**
     * Cuts a photo's subject out.
     *
     * @param photo of any size and format
     * @param source where the matte comes from
     * @param network the relighter's, if it has one
     * @param lift how many levels brighter the foreground becomes
     * @return the subject
     * @throws io.iclight.matting.MattingException if there is no such matte, or nothing is subject by it
     */
    public static Subject of(Image photo, MatteSource source, Optional<Matting> network, float lift) {
        Matte matte = source.matte(photo, network);
        return new Subject(photo, matte, matte.onGrey(photo, lift));
    }
}
