package io.iclight.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.ColorLock;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.detail.Finish;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonWriter;
import io.iclight.light.Ambient;
import io.iclight.light.AngledLight;
import io.iclight.light.ColoredLight;
import io.iclight.light.Gradient;
import io.iclight.light.Lamp;
import io.iclight.light.LightColor;
import io.iclight.light.LightPosition;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.PointLight;
import io.iclight.light.SpotLight;
import io.iclight.matting.MaskPicture;
import io.iclight.matting.MatteSource;
import io.iclight.samplers.DpmppSde;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as JSON, there and back. */
class RequestJsonTest {

    private static final Image PICTURE = Image.filled(new ImageSize(9, 7), 200, 100, 50);
    private static final Image MASK = Image.filled(new ImageSize(7, 9), 90);

    private static final List<LightSource> LIGHTS = List.of(
            LightSource.NONE,
            LightSource.AMBIENT,
            LightSide.LEFT,
            LightSide.RIGHT,
            LightSide.TOP,
            LightSide.BOTTOM,
            new Ambient(3),
            Gradient.backgroundModel(LightSide.TOP),
            new ColoredLight(LightPosition.TOP_LEFT, new LightColor(300, -4, 7), LightColor.BLACK, 1.5),
            new AngledLight(-33.5, Lamp.ofKelvin(3200).withStrength(0.25)),
            new PointLight(0.1, 1.2, 0.75),
            new SpotLight(0, 0, 0.5, 0.5, 40, Lamp.of(new LightColor(1, 2, 3))),
            LightSource.of(PICTURE),
            LightSide.LEFT.plus(new PointLight(0.5, 0.5, 1)).plus(LightSource.of(PICTURE)));

    private static final List<MatteSource> MATTES =
            List.of(MatteSource.AUTO, MatteSource.ALPHA, MatteSource.NETWORK, MatteSource.NONE, MatteSource.mask(MASK));

    private static final List<SamplingMethod> METHODS = List.of(
            SamplingMethod.DPMPP_2M_SDE_KARRAS,
            SamplingMethod.EULER_ANCESTRAL,
            SamplingMethod.DDIM,
            SamplingMethod.named("dpmpp_2m", "karras"),
            SamplingMethod.named("dpmpp_2m_sde:eta=0.5,solver_type=heun", "karras:rho=5"),
            SamplingMethod.named("dpm_adaptive:rtol=0.1", "exponential"),
            SamplingMethod.named("pndm", "leading"),
            SamplingMethod.of(new DpmppSde(0.8, 1, 0.5), Schedules.sigmas(14.6, 9, 7, 5, 4, 3, 2, 1, 0.7, 0.5, 0.3, 0)),
            SamplingMethod.of(
                    Samplers.named("unipc:order=3"), Schedules.named("linspace"), TrainedNoise.DEMO, Prediction.V));

    private static final List<Guidance> GUIDANCE = List.of(
            new ClassifierFree(3),
            new Rescaled(new ClassifierFree(5), 0.7),
            new Interval(new Rescaled(new ClassifierFree(5), 0.7), 0.2, 0.8),
            new DynamicThresholding(
                    new ScaleCurve(12, 4, ScaleCurve.Shape.HALF_COSINE_UP, 1),
                    ScaleCurve.constant(5),
                    0.99,
                    DynamicThresholding.Extent.CHANNEL,
                    DynamicThresholding.Origin.MEAN,
                    DynamicThresholding.Spread.ABSOLUTE,
                    1));

    private static final List<Finish> FINISHES = List.of(
            new TransferredDetail(BlendedDetail.STANDARD),
            new TransferredDetail(new BlendedDetail(BlendMode.SOFT_LIGHT, 3.5, 0.5), TransferredDetail.Region.SUBJECT),
            new TransferredDetail(DifferenceOfGaussians.STANDARD),
            new TransferredDetail(
                    new DifferenceOfGaussians(3),
                    TransferredDetail.Region.EVERYWHERE,
                    TransferredDetail.Input.FOREGROUND),
            new ColorLock(0.5),
            new OriginalBackground());

    @Test
    void whatJsonLeavesOutHasItsDefault() {
        assertThat(RelightRequest.fromJson("{\"prompt\": \"p\"}"))
                .isEqualTo(RelightRequest.builder().prompt("p").build());
    }

    @Test
    void aListOfSeedsSaysHowManyPicturesThereAre() {
        RelightRequest request = RelightRequest.fromJson("{\"prompt\": \"p\", \"seeds\": [3, 4]}");
        assertThat(request.batch().images()).isEqualTo(2);
        assertThat(request.batch().generators().asList()).containsExactly(3L, 4L);
    }

    @Test
    void everyRequestSurvivesJson() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            RelightRequest request = any(random);
            assertThat(RelightRequest.fromJson(request.toJson(), List.of(MASK, PICTURE, PICTURE)))
                    .isEqualTo(request);
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
                .matte(MATTES.get(random.nextInt(MATTES.size())))
                .sampling(METHODS.get(random.nextInt(METHODS.size())))
                .promptSyntax(PromptSyntax.values()[random.nextInt(2)])
                .clipSkip(1 + random.nextInt(12));
        if (random.nextBoolean()) {
            builder.background(new Background(PICTURE, random.nextBoolean()));
        }
        if (random.nextBoolean()) {
            builder.guidance(GUIDANCE.get(random.nextInt(GUIDANCE.size()))).reinforceForeground();
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.finish(FINISHES.get(random.nextInt(FINISHES.size())));
        }
        switch (random.nextInt(3)) {
            case 0 -> builder.consecutiveSeeds();
            case 1 -> builder.seeds(random.longs(3).toArray());
            default -> builder.images(2);
        }
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | \"prompt\"",
                "{\"prompt\": 1} | a string under \"prompt\", found 1",
                "{\"prompt\": \"p\", \"stpes\": 3} | no setting stpes",
                "{\"prompt\": \"p\", \"light\": {\"kind\": \"angle\", \"degree\": 3}} | a number under \"degrees\", found nothing",
                "{\"prompt\": \"p\", \"light\": {\"kind\": \"grey\", \"level\": 3, \"x\": 3}} | grey has kind, level, found",
                "{\"prompt\": \"p\", \"light\": {\"kind\": \"left\", \"strength\": 3}} | of the kind left has kind, found",
                "{\"prompt\": \"p\", \"highres\": {\"scale\": 2, \"denoise\": 1, \"steps\": 9}} | highres has scale, denoise, found",
                "{\"prompt\": \"p\", \"light\": {\"kind\": \"grey\", \"level\": 300}} | level must be in 0..255, was 300",
                "{\"prompt\": \"p\", \"light\": {\"kind\": \"sum\", \"lights\": []}} | has at least one",
                "{\"prompt\": \"p\", \"matte\": \"magic\"} | no matte is called magic; there are auto",
                "{\"prompt\": \"p\", \"light\": \"front\"} | no light is called front; there are none, left",
                "{\"prompt\": \"p\", \"sampling\": \"magic\"} | no sampling method is called magic",
                "{\"prompt\": \"p\", \"sampling\": {\"sampler\": \"magic\"}} | no sampler is called magic",
                "{\"prompt\": \"p\", \"sampling\": {\"sampler\": \"ddim\", \"eta\": 1}} | a sampling method has no eta",
                "{\"prompt\": \"p\", \"guidance\": {\"rescale\": 0.5}} | rescale with \"of\"",
                "{\"prompt\": \"p\", \"guidance\": {\"rescale\": 2, \"of\": {\"scale\": 2}}} | guidance rescale must be in",
                "{\"prompt\": \"p\", \"guidance\": {\"dynamic_thresholding\": {\"scale\": {\"scale\": 300}, \"mimic\": {\"scale\": 3}}}}"
                        + " | guidance scale must be in 0.0..100.0, was 300",
                "{\"prompt\": \"p\", \"guidance\": {\"dynamic_thresholding\": {\"scale\": {\"scale\": 3, \"parameter\": -1},"
                        + " \"mimic\": {\"scale\": 3}}}} | parameter of guidance scale must be in 0.0..100.0, was -1",
                "{\"prompt\": \"p\", \"guidance\": {\"dynamic_thresholding\": {\"scale\": {\"scale\": 3, \"minimun\": 1},"
                        + " \"mimic\": {\"scale\": 3}}}} | a scale has",
                "{\"prompt\": \"p\", \"finishing\": [{\"kind\": \"polish\"}]} | no finish is called polish",
                "{\"prompt\": \"p\", \"finishing\": [{\"kind\": \"color_lock\", \"strength\": 2}]} | must be in 0..1",
                "{\"prompt\": \"p\", \"images\": 2, \"seeds\": [1]} | a seed for each of 2 images",
                "{\"prompt\": \"p\", \"finishing\": [{\"kind\": \"blended_detail\", \"mode\": \"dodge\"}]}"
                        + " | no mode is called dodge; there are [add, multiply,",
                "{\"prompt\": \"(p:1.2.3)\", \"prompt_syntax\": \"a1111\"} | the weight \"1.2.3\"",
                " | json must be given, was null",
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

    @Test
    void jsonSaysWhichPictureIsMissing() {
        String json = RelightRequest.builder()
                .prompt("p")
                .background(PICTURE)
                .mask(MASK)
                .build()
                .toJson();

        assertThatThrownBy(() -> RelightRequest.fromJson(json, List.of(MASK)))
                .isInstanceOfSatisfying(
                        MissingPictureException.class,
                        e -> assertThat(e.picture()).isEqualTo(PictureName.of(PICTURE)))
                .hasMessageContaining("background is a picture of 9x7, SHA-256 "
                        + PictureName.of(PICTURE).sha256());
        assertThatThrownBy(() -> RelightRequest.fromJson(json, List.of(PICTURE)))
                .hasMessageContaining("mask is a picture of 7x9");
    }

    @ParameterizedTest
    @CsvSource({"background, a background has, PICTURE", "matte, a mask has, MASK"})
    void aPictureHasNothingButItsName(String key, String message, String name) {
        Image picture = name.equals("MASK") ? MASK : PICTURE;
        Map<String, Object> entries = new TreeMap<>(PictureName.of(picture).write());
        entries.put("mirror", true);
        String json = JsonWriter.text(Map.of("prompt", "p", key, entries));

        assertThatThrownBy(() -> RelightRequest.fromJson(json, List.of(picture)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("mirror");
    }

    @Test
    void aMattingOfOnesOwnIsNotWritten() {
        RelightRequest request = RelightRequest.builder()
                .prompt("p")
                .matte(MatteSource.of(photo -> new MaskPicture(MASK).matte()))
                .build();
        assertThat(request.isWritable()).isFalse();
        assertThatThrownBy(request::toJson).hasMessageContaining("the matting is given in code");
    }

    @Test
    void whatIsGivenInCodeIsNotWritten() {
        Guidance own = (negative, positive, moment) -> positive;
        Finish finish = (relit, original) -> relit;
        assertThat(RelightRequest.builder().prompt("p").guidance(own).build().isWritable())
                .isFalse();
        assertThat(RelightRequest.builder().prompt("p").finish(finish).build().isWritable())
                .isFalse();
    }
}
