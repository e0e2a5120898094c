package io.iclight.matting;

import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.models.matting.Matting;
import java.util.Optional;

/** Where a photo's matte comes from, which tells its subject from its background. */
public sealed interface MatteSource permits StandardMatte, MaskPicture, OwnMatting {

    /** The photo's opacity if it is transparent anywhere, else the network if the relighter has one, else {@link #NONE}. */
    MatteSource AUTO = StandardMatte.AUTO;

    /** The photo's own opacity. */
    MatteSource ALPHA = StandardMatte.ALPHA;

    /** The relighter's network, whether the photo has opacity or not. */
    MatteSource NETWORK = StandardMatte.NETWORK;

    /** No matte: all of the photo is subject. */
    MatteSource NONE = StandardMatte.NONE;

    /**
     * Takes a picture for a mask.
     *
     * @param mask of the photo's size; white, or opaque, where the subject is
     * @return the source
     * @throws MattingException if the mask selects nothing
     */
    static MatteSource mask(Image mask) {
        return new MaskPicture(mask);
    }

    /**
     * Takes a matting of one's own. A request with it cannot be written as JSON.
     *
     * @param matting makes the mattes
     * @return the source
     */
    static MatteSource of(Matting matting) {
        return new OwnMatting(matting);
    }

    /**
     * Finds what makes a photo's matte. Nothing is computed yet.
     *
     * @param photo to be matted
     * @param network the relighter's, if it has one
     * @return what makes the matte
     * @throws MattingException if the source does not fit the photo, or needs a network that is not there
     */
    Matting matting(Image photo, Optional<Matting> network);

    /**
     * Makes a photo's matte.
     *
     * @param photo to be matted
     * @param network the relighter's, if it has one
     * @return a matte of the photo's size, in which something is subject
     * @throws MattingException if the source does not fit the photo, needs a network that is not there, or finds nothing
     */
    default Matte matte(Image photo, Optional<Matting> network) {
        Matte matte = matting(photo, network).matte(photo);
        if (matte == null) {
            throw new MattingException(this + " returned no matte for the photo of " + photo.size()
                    + "; a matting must make mattes of the photo's size");
        }
        if (!matte.opacity().size().equals(photo.size())) {
            throw new MattingException("the matte is " + matte.opacity().size() + ", but the photo " + photo.size()
                    + "; a matting must make mattes of the photo's size");
        }
        if (Emptiness.of(matte)) {
            throw new MattingException("no pixel of the photo is subject by its " + this
                    + "; give a mask, or MatteSource.NONE to relight all of it");
        }
        return matte;
    }
}
