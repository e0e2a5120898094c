package io.iclight.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.Finish;
import io.iclight.detail.Original;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonReader;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.matting.MatteSource;
import io.iclight.models.clip.prompt.PromptSyntaxException;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.samplers.guidance.ClassifierFree;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RelightRequestTest {

    private static final Image PICTURE = Image.filled(new ImageSize(9, 7), 200, 100, 50);
    private static final Image MASK = Image.filled(new ImageSize(7, 9), 90);

    @Test
    void theDefaultsAreTheDemos() {
        RelightRequest request = RelightRequest.builder().prompt("p").build();
        assertThat(request.prompts())
                .isEqualTo(new PromptSettings(
                        "p",
                        "best quality",
                        "lowres, bad anatomy, bad hands, cropped, worst quality",
                        PromptSyntax.PLAIN,
                        1));
        assertThat(request.scene().light()).isEqualTo(LightSource.NONE);
        assertThat(request.batch()).isEqualTo(new BatchSettings(1, 12345));
        assertThat(request.sampling()).isEqualTo(new SamplingSettings(SamplingMethod.DPMPP_2M_SDE_KARRAS, 25));
        assertThat(request.guidance()).isEqualTo(new GuidanceSettings(new ClassifierFree(2)));
        assertThat(request.lowres()).isEqualTo(new LowresPass(512, 640, 0.9));
        assertThat(request.highres()).hasValue(new HighresPass(1.5, 0.5));
    }

    @Test
    void seedsGoOnAfterTheLargest() {
        RelightRequest request = RelightRequest.builder()
                .prompt("p")
                .images(3)
                .seed(Long.MAX_VALUE)
                .consecutiveSeeds()
                .build();
        assertThat(request.batch().generators().asList())
                .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1);
    }

    @Test
    void aBuilderMayBeReused() {
        RelightRequest.Builder builder = RelightRequest.builder().prompt("one");
        RelightRequest one = builder.build();
        RelightRequest two = builder.prompt("two").build();
        assertThat(one.prompts().text()).isEqualTo("one");
        assertThat(two.prompts().text()).isEqualTo("two");
        RelightRequest behind =
                builder.background(PICTURE).mask(MASK).light(LightSide.TOP).build();
        builder.withoutBackground().matte(MatteSource.NONE).light(LightSource.NONE);
        assertThat(behind.scene())
                .isEqualTo(
                        new SceneSettings(LightSide.TOP, Optional.of(Background.of(PICTURE)), MatteSource.mask(MASK)));
        assertThat(two.scene()).isEqualTo(SceneSettings.DEFAULT);
        assertThat(builder.colorLock(1).originalBackground().build().finishing().finishes())
                .hasSize(2);
        assertThat(builder.withoutFinishes().build().finishing()).isEqualTo(FinishingSettings.NONE);
    }

    @Test
    void oneSettingOfTheSecondPassLeavesTheOtherAsTheModelHasIt() {
        RequestDefaults own = RequestDefaults.FOREGROUND_MODEL.with(
                JsonReader.parse("{\"highres\": {\"scale\": 2, \"denoise\": 0.3}}", "relight.json"));
        RelightRequest.Builder builder = RelightRequest.builder(own).prompt("p");
        assertThat(builder.highresScale(3).build().highres()).contains(new HighresPass(3, 0.3));
        assertThat(builder.highresDenoise(0.4).build().highres()).contains(new HighresPass(3, 0.4));
        assertThat(builder.withoutHighres().highresScale(2).build().highres()).contains(new HighresPass(2, 0.5));
    }

    @Test
    void consecutiveSeedsGoOnPastTheGreatest() {
        assertThat(new BatchSettings(2, Long.MAX_VALUE, new Seeds.Consecutive()).generators())
                .isEqualTo(ImmutableLongArray.of(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refuses(b -> b.steps(0), "steps must be in 1..1000, was 0");
        refuses(b -> b.images(65), "images must be in 1..64, was 65");
        refuses(b -> b.size(63, 64), "width must be in 64..4096, was 63");
        refuses(b -> b.size(64, 100), "height must be a multiple of 8, was 100; 96 or 104 would do");
        refuses(b -> b.guidanceScale(Double.NaN), "guidance scale must be in 0.0..100.0, was NaN");
        refuses(b -> b.lowresDenoise(0), "lowres denoise must be above 0 and at most 1, was 0.0");
        refuses(
                b -> b.highres(2, 1e-9),
                "highres denoise of 1.0E-9 with 25 steps is the end of a schedule of more than");
        refuses(b -> b.highres(3.5, 0.5), "highres scale must be in 1.0..3.0, was 3.5");
        refuses(
                b -> b.size(64, 128).withoutHighres().detail(new BlendedDetail(BlendMode.ADD, 22, 1)),
                "sigma of 22.0 is blurred over 66 pixels, across a picture of 64x128");
        refuses(b -> b.light(null), "light must be given, was null");
        refuses(b -> b.colorLock(1.5), "color lock must be in 0.0..1.0, was 1.5");
        refuses(b -> b.seeds(), "number of seeds must be in 1..64, was 0");
        refuses(b -> b.seeds((long[]) null), "seeds must be given, was null");
        refuses(b -> b.settings(null), "settings must be given, was null");
        refuses(b -> b.detail(null), "detail transfer must be given, was null");
        refuses(b -> b.mask(null), "mask must be given, was null");
    }

    private static void refuses(UnaryOperator<RelightRequest.Builder> change, String message) {
        assertThatThrownBy(
                        () -> change.apply(RelightRequest.builder().prompt("p")).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void modelsHaveDefaultsOfTheirOwn() {
        RelightRequest request = RelightRequest.builder(RequestDefaults.of(IcLightModel.FBC))
                .prompt("p")
                .build();
        assertThat(request.sampling().steps()).isEqualTo(20);
        assertThat(request.guidance()).isEqualTo(GuidanceSettings.of(7));
    }

    @Test
    void aFinishKeepsTheSizeOfThePicture() {
        Image picture = Image.filled(new ImageSize(8, 8), 1, 2, 3);
        Original original = new Original(picture, FloatImage.ofUnit(Image.filled(picture.size(), 255)));
        Image smaller = Image.filled(new ImageSize(4, 8), 1, 2, 3);
        for (Finish wrong : List.<Finish>of((relit, photo) -> null, (relit, photo) -> smaller)) {
            assertThatThrownBy(() -> FinishingSettings.NONE.then(wrong).apply(ImmutableList.of(picture), original))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("was given 8x8 RGB and returned");
        }
    }

    @Test
    void aPromptThatTheHostStopsAtIsRefusedAtOnce() {
        assertThatThrownBy(() -> RelightRequest.builder()
                        .prompt("a [b:(light:1.2.3):0.5]")
                        .promptSyntax(PromptSyntax.A1111)
                        .build())
                .isInstanceOf(PromptSyntaxException.class)
                .hasMessageContaining("1.2.3");
    }
}
