package io.iclight.request;

import com.google.common.collect.ImmutableList;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.Finish;
import io.iclight.detail.Original;
import io.iclight.detail.TransferredDetail;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;

/**
 * What is done to the pictures after the last pass: nothing, as in the demo, unless asked for.
 *
 * @param finishes in the order in which they are applied
 */
public record FinishingSettings(ImmutableList<Finish> finishes) {

    /** Pictures stay as the last pass made them. */
    public static final FinishingSettings NONE = new FinishingSettings(ImmutableList.of());

    /**
     * Checks the component.
     *
     * @throws InvalidRequestException if it is missing
     */
    public FinishingSettings {
        Requirement.given("finishes", finishes);
    }

    /**
     * Appends a finish.
     *
     * @param finish applied after the others
     * @return new settings
     */
    public FinishingSettings then(Finish finish) {
        Requirement.given("finish", finish);
        return new FinishingSettings(
                ImmutableList.<Finish>builder().addAll(finishes).add(finish).build());
    }

    /** Checks, before anything is computed, that each finish can be applied to pictures of a size. */
    void requireFit(ImageSize size) {
        for (Finish finish : finishes) {
            if (finish instanceof TransferredDetail detail
                    && detail.transfer() instanceof BlendedDetail blended
                    && blended.reachPx() >= Math.min(size.width(), size.height())) {
                throw new InvalidRequestException("detail with a sigma of " + blended.sigma() + " is blurred over "
                        + blended.reachPx() + " pixels, across a picture of " + size + "; choose a smaller sigma");
            }
        }
    }

    /**
     * Finishes pictures.
     *
     * @param relit what the last pass made, of one size
     * @param original the photo, at that size
     * @return as many pictures
     * @throws InvalidRequestException if a finish does not return an RGB picture of the size that it was given
     */
    public ImmutableList<Image> apply(ImmutableList<Image> relit, Original original) {
        return relit.stream().map(image -> finished(image, original)).collect(ImmutableList.toImmutableList());
    }

    private Image finished(Image relit, Original original) {
        Image now = relit;
        for (Finish finish : finishes) {
            now = applied(finish, now, original);
        }
        return now;
    }

    private static Image applied(Finish finish, Image relit, Original original) {
        Image finished = finish.apply(relit, original);
        if (finished == null
                || !finished.size().equals(relit.size())
                || !finished.format().equals(relit.format())) {
            throw new InvalidRequestException("the finish " + finish + " was given " + relit + " and returned "
                    + finished + "; it must return a picture of the same size and format");
        }
        return finished;
    }
}
