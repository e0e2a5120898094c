package io.iclight.matting;

import io.iclight.io.image.Image;
import io.iclight.models.matting.Matting;
import java.util.Objects;
import java.util.Optional;

/**
 * A matting of the caller's own.
 *
 * @param matting makes the mattes
 */
public record OwnMatting(Matting matting) implements MatteSource {

    /** Checks the component. */
    public OwnMatting {
        Objects.requireNonNull(matting, "matting");
    }

    @Override
    public Matting matting(Image photo, Optional<Matting> network) {
        return matting;
    }

    @Override
    public String toString() {
        return "own matting";
    }
}
