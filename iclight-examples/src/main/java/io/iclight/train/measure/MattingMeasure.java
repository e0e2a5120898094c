package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.models.matting.Matting;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.matting.Overlap;

/** Is the subject found? */
final class MattingMeasure {

    private static final Overlap OVERLAP = new Overlap(0.5);

    private int pictures;
    private double sum;

    void add(Matting matting, RenderedCase scene) {
        float[] found = matting.matte(scene.picture(scene.setting(
                                scene.chance("matting").pick(LightPhrases.ALL), scene.anySide("matting side")))
                        .display())
                .opacity()
                .values();
        sum += OVERLAP.of(found, scene.subject().opacity());
        pictures++;
    }

    ImmutableList<Score> scores() {
        return ImmutableList.of(Score.atLeast("matting: intersection over union", sum / pictures, pictures, 0.9));
    }
}
