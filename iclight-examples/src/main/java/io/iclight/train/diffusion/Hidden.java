package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.train.render.noise.Chance;
import java.util.stream.Stream;

/**
 * Of which pictures the backdrop is hidden: those are the foreground-conditioned model's, and may begin with the gradient of a
 * light.
 *
 * @param backdrops whether, picture by picture
 */
record Hidden(ImmutableList<Boolean> backdrops) {

    /**
     * Decides.
     *
     * @param count how many pictures
     * @param model the foreground model never sees a backdrop
     * @param share of pictures whose backdrop is hidden from the background model
     * @param chance what decides
     */
    static Hidden of(int count, IcLightModel model, double share, Chance chance) {
        double probability = switch (model) {
            case FC -> 1;
            case FBC -> share;
        };
        return new Hidden(Stream.generate(() -> chance.happens(probability))
                .limit(count)
                .collect(ImmutableList.toImmutableList()));
    }

    boolean backdrop(int picture) {
        return backdrops.get(picture);
    }
}
