package io.iclight.train.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.iclight.light.LightSide;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import io.iclight.train.render.subject.Framing;
import io.iclight.train.render.subject.Part;
import io.iclight.train.render.subject.Subject;
import io.iclight.train.render.subject.SubjectKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoodTest {

    private static final int SIZE = 32;

    /** A white ball: whatever leans in its picture is the light's. */
    private static final GBuffer BALL = GBuffer.of(
            new Scene(
                    new Subject(
                            SubjectKind.SCULPTURE,
                            "",
                            ImmutableList.of(
                                    new Part(new Ball(Vec3.ZERO, 0.8), Material.matt(Texture.plain(Rgb.grey(0.8))))),
                            new Framing(Vec3.ZERO, 2, 0, 0)),
                    new Pose(Vec3.ZERO, Rotation.NONE, 1, Vec3.ZERO)),
            SIZE,
            SIZE);

    @ParameterizedTest
    @EnumSource(Mood.class)
    void itsLightComesFromTheSideAskedFor(Mood mood) {
        for (LightSide side : LightSide.values()) {
            double lean = 0;
            for (long seed = 0; seed < 5; seed++) {
                Setting setting = mood.compose(new Chance(seed), side, SIZE, SIZE);
                lean += Lean.towards(side, BALL.lit(setting.lighting()), BALL.coverage());
            }
            assertThat(lean).as("%s from %s", mood, side).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void itsBackdropIsLightThatAToneCurveCanShow(Mood mood) {
        for (LightSide side : LightSide.values()) {
            double mean = 0;
            for (float value :
                    mood.compose(new Chance(3), side, SIZE, SIZE).backdrop().values()) {
                assertThat(value).isBetween(0f, 20f);
                mean += value / (3.0 * SIZE * SIZE);
            }
            assertThat(mean).isBetween(0.004, 1.2);
        }
    }
}
