package io.iclight.detail;

import io.iclight.io.image.Image;
import java.util.Objects;

/**
 * Gives the photo's fine detail back.
 *
 * @param transfer how
 * @param region where
 */
public record TransferredDetail(DetailTransfer transfer, Region region) implements Finish {

    /** Where detail is transferred. */
    public enum Region {
        /** All over, as in Forge, and in ComfyUI without a mask. */
        EVERYWHERE,
        /** Within the matte; elsewhere the relit picture stays. */
        SUBJECT
    }

    /** Checks the components. */
    public TransferredDetail {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(region, "region");
    }

    /**
     * Transfers detail all over.
     *
     * @param transfer how
     */
    public TransferredDetail(DetailTransfer transfer) {
        this(transfer, Region.EVERYWHERE);
    }

    @Override
    public Image apply(Image relit, Original original) {
        Image detailed = transfer.apply(relit, original.photo());
        return region == Region.EVERYWHERE ? detailed : new Original(relit, original.matte()).behind(detailed);
    }
}
