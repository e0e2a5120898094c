package io.iclight.detail;

import io.iclight.io.image.Image;
import java.util.Objects;

/**
 * Gives the photo's fine detail back.
 *
 * @param transfer how
 * @param region where
 * @param input from what
 */
public record TransferredDetail(DetailTransfer transfer, Region region, Input input) implements Finish {

    /** Where detail is transferred. */
    public enum Region {
        /** All over, as in Forge, and in ComfyUI without a mask. */
        EVERYWHERE,
        /** Within the matte; elsewhere the relit picture stays. */
        SUBJECT
    }

    /** What detail is taken from. */
    public enum Input {
        /** The photo, as Forge does where it is told to use the raw input. */
        PHOTO,
        /** The photo's subject on grey of 127, as Forge does by default: the background gets no detail back. */
        FOREGROUND
    }

    /** Checks the components. */
    public TransferredDetail {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(input, "input");
    }

    /**
     * Transfers detail of the photo.
     *
     * @param transfer how
     * @param region where
     */
    public TransferredDetail(DetailTransfer transfer, Region region) {
        this(transfer, region, Input.PHOTO);
    }

    /**
     * Transfers detail of the photo, all over.
     *
     * @param transfer how
     */
    public TransferredDetail(DetailTransfer transfer) {
        this(transfer, Region.EVERYWHERE);
    }

    @Override
    public Image apply(Image relit, Original original) {
        Image detailed = transfer.apply(relit, input == Input.PHOTO ? original.photo() : original.foreground());
        return region == Region.EVERYWHERE ? detailed : new Original(relit, original.matte()).behind(detailed);
    }
}
