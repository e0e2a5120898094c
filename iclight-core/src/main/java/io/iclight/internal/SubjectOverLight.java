package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.detail.Original;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Optional;

/**
 * A scene whose light has the subject before it: what starts from it keeps more of the subject's own colours.
 *
 * <p>The two are blended by the matte, so that edges stay soft and no colour of the subject counts as background. Forge,
 * whose {@code reinforce_fg} this stands for, tells the background by its colour, as
 * {@link io.iclight.detail.ReinforcedForeground} does.
 */
record SubjectOverLight(Scene scene, Subject subject) implements Scene {

    @Override
    public ImmutableList<Image> conditions(ImageSize size) {
        return scene.conditions(size);
    }

    @Override
    public Optional<Image> start(ImageSize size) {
        return scene.start(size)
                .map(light ->
                        Original.of(subject.photo(), subject.matte(), size).over(light));
    }
}
