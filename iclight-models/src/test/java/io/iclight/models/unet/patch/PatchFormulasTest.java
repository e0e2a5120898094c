package io.iclight.models.unet.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorData;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.Attention;
import io.iclight.models.unet.GaussianTensors;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What patches compute, against the same computed another way. */
@ExtendWith(TensorScopeExtension.class)
final class PatchFormulasTest {

    private static final int HEADS = 2;

    private final GaussianTensors gaussian = new GaussianTensors(23);

    @ParameterizedTest
    @CsvSource({"4, 6", "5, 3", "1, 4", "2, 1", "1, 1"})
    void theLowFrequenciesAreThoseOfAFourierTransform(int height, int width) {
        float[] pixels = TensorData.floats(gaussian.of(height, width));
        float[] filtered =
                TensorData.floats(LowFrequencies.scaled(TensorData.ofFloats(pixels, 1, 1, height, width), 0.3));
        double[] expected = transformed(pixels, height, width, 0.3);

        for (int i = 0; i < pixels.length; i++) {
            assertThat((double) filtered[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    /** The reference's own way: transform, shift, scale a square around the middle, shift back, transform back. */
    private static double[] transformed(float[] pixels, int height, int width, double scale) {
        double[] result = new double[pixels.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                // After the shift, frequency 0 is at size / 2.
                int u = Math.floorMod(row - height / 2, height);
                int v = Math.floorMod(column - width / 2, width);
                boolean low = row >= height / 2 - 1
                        && row < height / 2 + 1
                        && column >= width / 2 - 1
                        && column < width / 2 + 1;
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < pixels.length; i++) {
                    double turn = 2 * Math.PI * ((double) u * (i / width) / height + (double) v * (i % width) / width);
                    real += pixels[i] * Math.cos(turn);
                    imaginary -= pixels[i] * Math.sin(turn);
                }
                for (int i = 0; i < pixels.length; i++) {
                    double turn = 2 * Math.PI * ((double) u * (i / width) / height + (double) v * (i % width) / width);
                    result[i] +=
                            (low ? scale : 1) * (real * Math.cos(turn) - imaginary * Math.sin(turn)) / (height * width);
                }
            }
        }
        return result;
    }

    @Test
    void freeUStrengthensHalfOfTheChannelsByTheirMean() {
        UNetHooks hooks = new FreeU(1.5, 1, 1, 1).begin();
        hooks.input(TensorData.ofFloats(new float[4], 1, 1, 2, 2), site(Site.Part.INPUT, 0, 0));
        float[] features = TensorData.floats(gaussian.of(2, 4, 4));
        Joint joint = hooks.join(
                new Joint(TensorData.ofFloats(features, 2, 4, 2, 2), gaussian.of(2, 3, 2, 2)),
                site(Site.Part.OUTPUT, 0, 2));

        float[] got = TensorData.floats(joint.features());
        for (int image = 0; image < 2; image++) {
            double[] mean = new double[4];
            for (int i = 0; i < 16; i++) {
                mean[i % 4] += features[16 * image + i] / 4.0;
            }
            double smallest = java.util.Arrays.stream(mean).min().orElseThrow();
            double largest = java.util.Arrays.stream(mean).max().orElseThrow();
            for (int i = 0; i < 16; i++) {
                double weight = (mean[i % 4] - smallest) / (largest - smallest);
                double factor = i < 8 ? 1 + 0.5 * weight : 1;
                assertThat((double) got[16 * image + i]).isCloseTo(features[16 * image + i] * factor, within(1e-6));
            }
        }
    }

    /** A map of one pixel has no smallest and largest mean. */
    @Test
    void freeULeavesAMapOfOnePixelAlone() {
        UNetHooks hooks = new FreeU(1.5, 1, 1, 1).begin();
        hooks.input(TensorData.ofFloats(new float[1], 1, 1, 1, 1), site(Site.Part.INPUT, 0, 0));
        Tensor features = gaussian.of(1, 4, 1, 1);
        Joint joint = hooks.join(new Joint(features, gaussian.of(1, 3, 1, 1)), site(Site.Part.OUTPUT, 0, 2));
        assertThat(distance(joint.features(), features)).isZero();
    }

    /** Each quarter of a map of 8x8, attended to by itself. */
    @Test
    void hyperTilesAttendToThemselves() {
        QueryKeyValue whole = new QueryKeyValue(gaussian.of(1, 64, 4), gaussian.of(1, 64, 4), gaussian.of(1, 64, 4));
        Tensor got = new HyperTile(32, 0, 1)
                .begin()
                .attention(whole, attentionSite(Site.Part.INPUT, 8, 8), PatchFormulasTest::attend);

        for (int y = 0; y < 8; y += 4) {
            for (int x = 0; x < 8; x += 4) {
                List<Tensor> parts = new ArrayList<>();
                for (Tensor of : List.of(whole.query(), whole.key(), whole.value(), got)) {
                    parts.add(
                            of.view(1, 8, 8, 4).narrow(1, y, 4).narrow(2, x, 4).reshape(1, 16, 4));
                }
                Tensor alone = attend(new QueryKeyValue(parts.get(0), parts.get(1), parts.get(2)));
                assertThat(distance(parts.get(3), alone)).isLessThan(1e-6);
            }
        }
    }

    /** Where all four pixels of each cell are alike, three of four go without loss: attention weighs all cells alike. */
    @Test
    void mergingTokensThatAreAlikeLosesNothing() {
        Tensor cells = gaussian.of(2, 3, 2, 4);
        QueryKeyValue alike = new QueryKeyValue(enlarged(cells), enlarged(cells.mul(new Scalar(2))), enlarged(cells));
        AttentionSite site = attentionSite(Site.Part.INPUT, 6, 4);
        List<Long> tokens = new ArrayList<>();

        Tensor merged = new TokenMerging(0.75, 0).begin().attention(alike, site, of -> {
            tokens.add(of.query().size(1));
            return attend(of);
        });

        assertThat(tokens).containsExactly(6L);
        assertThat(distance(merged, attend(alike))).isLessThan(1e-5);
    }

    @Test
    void mergedTokensAreMeans() {
        QueryKeyValue given = new QueryKeyValue(gaussian.of(1, 15, 4), gaussian.of(1, 15, 4), gaussian.of(1, 15, 4));
        List<Tensor> fewer = new ArrayList<>();

        new TokenMerging(0.4, 0).begin().attention(given, attentionSite(Site.Part.INPUT, 5, 3), of -> {
            fewer.add(of.value().retainReference());
            return attend(of);
        });

        // 2 cells of 2x2 keep one pixel each, 13 of 15 may go, and 6 do.
        Tensor values = fewer.get(0);
        assertThat(values.size(1)).isEqualTo(9);
        Tensor distances = torch.cdist(values, given.value()).amin(new long[] {2}, false);
        long unchanged = distances.lt(new Scalar(1e-6)).sum().item_long();
        assertThat(unchanged).isBetween(7L, 8L);
        values.close();
    }

    /** Pixels of {@code [batch, h, w, channels]}, each four times: tokens of twice the height and width. */
    private static Tensor enlarged(Tensor cells) {
        Tensor pixels = torch.upsample_nearest2d(cells.permute(0, 3, 1, 2), 2 * cells.size(1), 2 * cells.size(2));
        return pixels.permute(0, 2, 3, 1).flatten(1, 2);
    }

    @Test
    void perturbedAttentionGuidesAwayFromValuesAlone() {
        Step step = new Step(gaussian.of(1, 4, 8, 8), Optional.of(gaussian.of(1, 4, 8, 8)), gaussian.of(1, 4, 8, 8));
        UNetHooks hooks = new PerturbedAttentionGuidance(3, 0.5, StepWindow.ALL).begin();

        Tensor first = hooks.guided(step);
        Tensor second = hooks.guided(step);
        Tensor third = hooks.guided(step);

        Tensor better = step.positive.sub(step.worse);
        assertThat(distance(first, step.guided.add(better, new Scalar(3)))).isLessThan(1e-6);
        assertThat(distance(second, step.guided.add(better, new Scalar(1.5)))).isLessThan(1e-6);
        assertThat(third.equal(step.guided)).isTrue();
        assertThat(step.asked).containsExactly(Prompt.POSITIVE, Prompt.POSITIVE);

        QueryKeyValue given = new QueryKeyValue(gaussian.of(1, 4, 4), gaussian.of(1, 4, 4), gaussian.of(1, 4, 4));
        AttentionSite middle = attentionSite(Site.Part.MIDDLE, 2, 2);
        AttentionSite elsewhere = attentionSite(Site.Part.OUTPUT, 2, 2);
        assertThat(step.hooks.attention(given, middle, PatchFormulasTest::attend))
                .isSameAs(given.value());
        assertThat(step.hooks
                        .attention(given, elsewhere, PatchFormulasTest::attend)
                        .equal(attend(given)))
                .isTrue();
    }

    /** Every query looks at token 2 of 4, which is the lower left of the picture: that alone is blurred. */
    @Test
    void selfAttentionGuidanceBlursWhereTheUNetLooks() {
        Tensor query = torch.ones_like(gaussian.of(2, 4, 4));
        Tensor key = torch.cat(
                new TensorVector(
                        query.narrow(1, 0, 2).mul(new Scalar(-50)),
                        query.narrow(1, 0, 1).mul(new Scalar(50)),
                        query.narrow(1, 0, 1).mul(new Scalar(-50))),
                1);
        Step step = new Step(gaussian.of(1, 4, 8, 8), Optional.of(gaussian.of(1, 4, 8, 8)), gaussian.of(1, 4, 8, 8));
        try (UNetHooks hooks = new SelfAttentionGuidance(0.5, 2, 1).begin()) {
            hooks.attention(
                    new QueryKeyValue(query, key, query),
                    attentionSite(Site.Part.MIDDLE, 2, 2),
                    PatchFormulasTest::attend);
            Tensor got = hooks.guided(step);

            Tensor negative = step.negative.orElseThrow();
            Tensor degraded = step.noisyAsked
                    .sub(step.noisy)
                    .div(new Scalar(step.alpha()))
                    .add(negative);
            Tensor change = degraded.sub(negative);
            assertThat(change.narrow(2, 4, 4).narrow(3, 0, 4).abs().max().item_float())
                    .isGreaterThan(0.1f);
            assertThat(change.narrow(2, 0, 4).abs().max().item_float()).isLessThan(1e-5f);
            assertThat(change.narrow(3, 4, 4).abs().max().item_float()).isLessThan(1e-5f);
            Tensor blurred = GaussianBlur.blurred(negative, 2);
            assertThat(distance(
                            degraded.narrow(2, 4, 4).narrow(3, 0, 4),
                            blurred.narrow(2, 4, 4).narrow(3, 0, 4)))
                    .isLessThan(1e-4);
            assertThat(distance(got, step.guided.add(degraded.sub(step.worse), new Scalar(0.5))))
                    .isLessThan(1e-5);
            assertThat(step.asked).containsExactly(Prompt.NEGATIVE);
        }
    }

    @Test
    void blursAreBellsAndKeepTheMean() {
        float[] point = new float[17 * 17];
        point[8 * 17 + 8] = 1;
        float[] blurred = TensorData.floats(GaussianBlur.blurred(TensorData.ofFloats(point, 1, 1, 17, 17), 1.5));
        double sum = 0;
        for (float value : blurred) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        double ratio = Math.exp(-0.5 * (9 + 4) / (1.5 * 1.5));
        assertThat((double) blurred[(8 + 3) * 17 + 8 - 2] / blurred[8 * 17 + 8]).isCloseTo(ratio, within(1e-5));
    }

    @Test
    void guidanceIsRepeatedWhereThereIsNoNegativePrompt() {
        Step guided = new Step(gaussian.of(1, 4, 2, 2), Optional.of(gaussian.of(1, 4, 2, 2)), gaussian.of(1, 4, 2, 2));
        Step alone = new Step(gaussian.of(1, 4, 2, 2), Optional.empty(), gaussian.of(1, 4, 2, 2));
        try (UNetHooks hooks = new GuidanceReuse().begin()) {
            assertThat(hooks.guided(alone)).isSameAs(alone.guided);
            assertThat(hooks.guided(guided)).isSameAs(guided.guided);
            Tensor change = guided.guided.sub(guided.positive);
            assertThat(distance(hooks.guided(alone), alone.guided.add(change))).isLessThan(1e-6);
        }
    }

    /** A step that a further prediction is made up for. */
    private final class Step implements GuidedCall {

        private final Tensor guided;
        private final Optional<Tensor> negative;
        private final Tensor positive;
        private final Tensor noisy = gaussian.of(1, 4, 8, 8);
        private final Tensor worse = gaussian.of(1, 4, 8, 8);
        private final List<Prompt> asked = new ArrayList<>();
        private Tensor noisyAsked;
        private UNetHooks hooks;

        Step(Tensor guided, Optional<Tensor> negative, Tensor positive) {
            this.guided = guided;
            this.negative = negative;
            this.positive = negative.isPresent() ? positive : guided;
        }

        @Override
        public UNetCall call() {
            ImmutableList<Prompt> prompts = negative.isPresent()
                    ? ImmutableList.of(Prompt.NEGATIVE, Prompt.POSITIVE)
                    : ImmutableList.of(Prompt.POSITIVE);
            return new UNetCall(500, 1, 4, prompts, 1, Purpose.PREDICTION);
        }

        @Override
        public Tensor noisy() {
            return noisy;
        }

        @Override
        public double alpha() {
            return 0.8;
        }

        @Override
        public Tensor clean() {
            return guided;
        }

        @Override
        public Optional<Tensor> clean(Prompt prompt) {
            return prompt == Prompt.NEGATIVE ? negative : Optional.of(positive);
        }

        @Override
        public Tensor predict(Prompt prompt, Tensor from, UNetHooks further) {
            asked.add(prompt);
            noisyAsked = from.retainReference();
            hooks = further;
            return worse;
        }
    }

    private static Site site(Site.Part part, int index, int level) {
        ImmutableList<Prompt> prompts = ImmutableList.of(Prompt.NEGATIVE, Prompt.POSITIVE);
        return new Site(new UNetCall(500, 1, 4, prompts, 1, Purpose.PREDICTION), part, index, level);
    }

    private static AttentionSite attentionSite(Site.Part part, long height, long width) {
        return new AttentionSite(site(part, 0, 0), 0, AttentionSite.Kind.SELF, HEADS, height, width);
    }

    private static Tensor attend(QueryKeyValue of) {
        return new Attention(HEADS, Attention.Mask.NONE).forward(of.query(), of.key(), of.value());
    }

    private static double distance(Tensor got, Tensor expected) {
        return got.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}
