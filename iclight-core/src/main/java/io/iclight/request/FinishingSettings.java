package io.iclight.request;

import com.google.common.collect.ImmutableList;
import io.iclight.detail.Finish;
import io.iclight.detail.Original;
import io.iclight.io.image.Image;

/**
 * What is done to the pictures after the last pass: nothing, as in the demo, unless asked for.
 *
 * @param finishes in the order in which they are applied
 */
public record FinishingSettings(ImmutableList<Finish> finishes) {

    /** Pictures stay as the last pass made them. */
    public static final FinishingSettings NONE = new FinishingSettings(ImmutableList.of());

    /** Checks the component. */
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

    /**
     * Finishes pictures.
     *
     * @param relit what the last pass made, of one size
     * @param original the photo, at that size
     * @return as many pictures
     */
    public ImmutableList<Image> apply(ImmutableList<Image> relit, Original original) {
        return relit.stream().map(image -> finished(image, original)).collect(ImmutableList.toImmutableList());
    }

    private Image finished(Image relit, Original original) {
        Image now = relit;
        for (Finish finish : finishes) {
            now = finish.apply(now, original);
        }
        return now;
    }
}
