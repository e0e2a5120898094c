package io.iclight.train.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.light.LightSide;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.light.Surroundings;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.picture.LinearImage;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;
import io.iclight.train.render.subject.SubjectKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShootTest {

    private static final int SIZE = 32;

    /** Every kind of subject and every mood, to the last bit: training data must not depend on the machine. */
    @Test
    void theSameSeedGivesTheSameBytesEverywhere() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (SubjectKind kind : SubjectKind.values()) {
            Shoot shoot = Shoot.of(Scene.of(kind, 7), 7, SIZE, SIZE);
            Mood mood = Mood.values()[kind.ordinal() % Mood.values().length];
            LightSide side = LightSide.values()[kind.ordinal() % 4];
            digest(digest, shoot.picture(shoot.in(mood, side)).values());
            digest(digest, shoot.degraded(kind.ordinal()).values());
            digest(digest, shoot.view().normals().values());
            digest(digest, shoot.view().coverage().values());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()).substring(0, 16)).isEqualTo("1062bbb453b4cef5");
    }

    private static void digest(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lightAddsUp(long seed) {
        GBuffer view = Shoot.of(seed, SIZE, SIZE).view();
        Light sun = Light.far(new Vec3(-1, 0.5, 0.3), new Rgb(1.2, 0.9, 0.5), 0.02);
        Light lamp = Light.near(new Vec3(1, -0.2, 0.6), new Rgb(0.1, 0.4, 1.5), 0.3, 2);
        Surroundings sky = Surroundings.dome(new Rgb(0.2, 0.3, 0.5), new Rgb(0.1, 0.08, 0.05));
        LinearImage together = view.lit(Lighting.of(sun, lamp).in(sky));
        LinearImage sum = view.lit(sun).plus(view.lit(lamp)).plus(view.lit(sky));
        assertThat(together.values()).containsExactly(sum.values(), within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lightIsProportionalToItsColour(long seed) {
        GBuffer view = Shoot.of(seed, SIZE, SIZE).view();
        Light white = Light.near(new Vec3(-1, 0.5, 0.3), Rgb.WHITE, 0.1, 3);
        Rgb filter = new Rgb(2, 0.5, 0.25);
        Light coloured = Light.near(white.towards(), filter, 0.1, 3);
        assertThat(view.lit(coloured).values())
                .containsExactly(view.lit(white).times(filter).values(), within(1e-5f));
    }

    /** The promise that IC-Light's lighting preferences rest on. */
    @Test
    void lightFromASideMakesThatSideBrighter() {
        int seeds = 100;
        Map<LightSide, Integer> right = new TreeMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            Shoot shoot = Shoot.of(seed, SIZE, SIZE);
            for (LightSide side : LightSide.values()) {
                if (Lean.towards(
                                side,
                                shoot.view().lit(shoot.from(side)),
                                shoot.view().coverage())
                        > 0) {
                    right.merge(side, 1, Integer::sum);
                }
            }
        }
        assertThat(right.values()).hasSize(4).allMatch(count -> count >= 0.95 * seeds);
    }

    @ParameterizedTest
    @EnumSource(SubjectKind.class)
    void mattesAreSoftAtTheEdgeAndWholeWithin(SubjectKind kind) {
        float[] coverage = GBuffer.of(Scene.of(kind, 3), 64, 64).coverage().values();
        int whole = 0;
        int soft = 0;
        for (float value : coverage) {
            assertThat(value).isBetween(0f, 1f);
            whole += value == 1 ? 1 : 0;
            soft += value > 0 && value < 1 ? 1 : 0;
        }
        assertThat(whole).isBetween(64 * 64 / 12, 64 * 64 * 9 / 10);
        assertThat(soft).isBetween(60, 900);
    }

    @Test
    void normalsHaveLengthOneWithinAndFaceTheViewerOnAverage() {
        GBuffer view = Shoot.of(1, 64, 64).view();
        float[] normals = view.normals().values();
        float[] coverage = view.coverage().values();
        double facing = 0;
        for (int i = 0; i < coverage.length; i++) {
            double x = normals[3 * i];
            double y = normals[3 * i + 1];
            double z = normals[3 * i + 2];
            assertThat(Math.sqrt(x * x + y * y + z * z)).isLessThan(1.0001);
            facing += z;
        }
        assertThat(facing).isPositive();
    }

    @Test
    void aPictureTooSmallIsRefused() {
        Scene scene = Scene.of(1);
        assertThatThrownBy(() -> GBuffer.of(scene, 4, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture must be at least 8 pixels wide and high, was 4 x 64");
    }
}
