package io.iclight.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelightRequestTest {

    private static final List<LightSource> LIGHTS =
            List.of(LightSource.NONE, LightSide.LEFT, LightSide.RIGHT, LightSide.TOP, LightSide.BOTTOM);

    private static final List<SamplingMethod> METHODS =
            List.of(SamplingMethod.DPMPP_2M_SDE_KARRAS, SamplingMethod.EULER_ANCESTRAL, SamplingMethod.DDIM);

    @Test
    void theDefaultsAreTheDemos() {
        RelightRequest request = RelightRequest.builder().prompt("p").build();
        assertThat(request.prompts())
                .isEqualTo(new PromptSettings(
                        "p", "best quality", "lowres, bad anatomy, bad hands, cropped, worst quality"));
        assertThat(request.scene().light()).isEqualTo(LightSource.NONE);
        assertThat(request.batch()).isEqualTo(new BatchSettings(1, 12345));
        assertThat(request.sampling()).isEqualTo(new SamplingSettings(SamplingMethod.DPMPP_2M_SDE_KARRAS, 25));
        assertThat(request.guidance()).isEqualTo(new GuidanceSettings(2));
        assertThat(request.lowres()).isEqualTo(new LowresPass(512, 640, 0.9));
        assertThat(request.highres()).hasValue(new HighresPass(1.5, 0.5));
    }

    @Test
    void whatJsonLeavesOutHasItsDefault() {
        assertThat(RelightRequest.fromJson("{\"prompt\": \"p\"}"))
                .isEqualTo(RelightRequest.builder().prompt("p").build());
    }

    @Test
    void everyRequestSurvivesJson() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            RelightRequest request = any(random);
            assertThat(RelightRequest.fromJson(request.toJson())).isEqualTo(request);
            assertThat(request.toBuilder().build()).isEqualTo(request);
        }
    }

    private static RelightRequest any(Random random) {
        RelightRequest.Builder builder = RelightRequest.builder()
                .prompt(text(random))
                .addedPrompt(text(random))
                .negativePrompt(text(random))
                .light(LIGHTS.get(random.nextInt(LIGHTS.size())))
                .size(8 * (8 + random.nextInt(500)), 8 * (8 + random.nextInt(500)))
                .images(1 + random.nextInt(64))
                .seed(random.nextLong())
                .steps(10 + random.nextInt(991))
                .guidanceScale(100 * random.nextDouble())
                .lowresDenoise(1 - 0.9 * random.nextDouble())
                .sampling(METHODS.get(random.nextInt(METHODS.size())));
        return (random.nextBoolean()
                        ? builder.withoutHighres()
                        : builder.highres(1 + 2 * random.nextDouble(), 1 - 0.9 * random.nextDouble()))
                .build();
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 0, 0x3000)
                .filter(Character::isDefined)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aBuilderMayBeReused() {
        RelightRequest.Builder builder = RelightRequest.builder().prompt("one");
        RelightRequest one = builder.build();
        RelightRequest two = builder.prompt("two").build();
        assertThat(one.prompts().text()).isEqualTo("one");
        assertThat(two.prompts().text()).isEqualTo("two");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refuses(b -> b.steps(0), "steps must be in 1..1000, was 0");
        refuses(b -> b.images(65), "images must be in 1..64, was 65");
        refuses(b -> b.size(63, 64), "width must be in 64..4096, was 63");
        refuses(b -> b.size(64, 100), "height must be a multiple of 8, was 100; 96 or 104 would do");
        refuses(b -> b.guidanceScale(Double.NaN), "guidance scale must be in 0.0..100.0, was NaN");
        refuses(b -> b.lowresDenoise(0), "lowres denoise must be above 0 and at most 1, was 0.0");
        refuses(b -> b.highres(3.5, 0.5), "highres scale must be in 1.0..3.0, was 3.5");
        refuses(b -> b.light(null), "light must be given, was null");
        refuses(
                b -> b.steps(1).lowresDenoise(0.3).light(LightSide.TOP),
                "lowres denoise of 0.3 with 1 steps runs no step at all");
    }

    private static void refuses(UnaryOperator<RelightRequest.Builder> change, String message) {
        assertThatThrownBy(
                        () -> change.apply(RelightRequest.builder().prompt("p")).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | \"prompt\"",
                "{\"prompt\": 1} | a string under \"prompt\", found 1",
                "{\"prompt\": \"p\", \"stpes\": 3} | no setting stpes",
                "{\"prompt\": \"p\", \"light\": \"front\"} | no light is called front; there are none, left",
                "{\"prompt\": \"p\", \"sampling\": \"magic\"} | no sampling method is called magic",
                "[] | expected a JSON object",
                "{\"prompt\": \"p\", \"prompt\": \"q\"} | Duplicate",
            })
    void malformedJsonIsExplained(String json, String message) {
        assertThatThrownBy(() -> RelightRequest.fromJson(json))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMethodOfOnesOwnIsNotWritten() {
        SamplingMethod own = new SamplingMethod(
                "own", SamplingMethod.DDIM.scheduling(), SamplingMethod.DDIM.start(), SamplingMethod.DDIM.sampler());
        RelightRequest request =
                RelightRequest.builder().prompt("p").sampling(own).build();
        assertThatThrownBy(request::toJson)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("own");
    }
}
