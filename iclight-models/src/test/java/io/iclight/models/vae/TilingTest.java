package io.iclight.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.FlopCounter;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.layers.NormMoments;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TensorScopeExtension.class)
final class TilingTest {

    private static final AutoencoderConfig CONFIG = AutoencoderConfig.of(JsonReader.parse("""
            {"block_out_channels": [8, 16, 16], "norm_num_groups": 4,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}""", "a tiny autoencoder"));

    private static final Tiling TILES = new Tiling(Tiling.SMALLEST);

    private static TensorSource weights() {
        return HashWeights.model(Autoencoder.parameters(CONFIG), 3);
    }

    private static LoadedGraph<AutoencoderGraph> graph() {
        return LoadedGraph.load(
                "an autoencoder", weights(), Placement.CPU_F32, weights -> new AutoencoderGraph(weights, CONFIG));
    }

    @ParameterizedTest
    @CsvSource({"1, 30, 5", "24, 24, 5", "25, 24, 5", "193, 100, 5", "193, 100, 12"})
    void coresCoverAPictureOnceAndTilesReachBeyondThem(int height, int width, int reach) {
        Tensor count = torch.zeros(1, 1, height, width);
        for (Tile tile : Tile.cover(height, width, 24, reach)) {
            tile.place(count).add_(new Scalar(1.0));
            for (Tile.Span span : ImmutableList.of(tile.rows(), tile.columns())) {
                assertThat(span.to() - span.from()).isLessThanOrEqualTo(Math.max(24, 3 * reach));
                assertThat(span.from()).isEqualTo(Math.max(0, span.coreFrom() - reach));
                assertThat(span.to()).isEqualTo(Math.min(span.size(), span.coreTo() + reach));
            }
        }
        assertThat(TensorData.floats(count)).containsOnly(1);
    }

    /** With the moments of the whole, nothing is left by which a tile could tell that it is one. */
    @Test
    void tilesWithTheMomentsOfTheWholeAreExact() {
        try (LoadedGraph<AutoencoderGraph> loaded = graph()) {
            new NoGradGuard();
            assertExactInTiles(loaded.graph().fineEncoder(), picture(301, 204), 75, 51);
            assertExactInTiles(loaded.graph().fineDecoder(), torch.randn(1, 16, 75, 51), 75, 51);
        }
    }

    private static void assertExactInTiles(FineLayers fine, Tensor x, int height, int width) {
        Tensor whole = fine.layers().forward(x);
        NormMoments moments = NormMoments.of(fine.layers(), x);

        Tensor tiled = fine.inTiles(moments, x, Tile.cover(height, width, 32, fine.reach()));

        assertThat(TensorData.shape(tiled)).isEqualTo(TensorData.shape(whole));
        assertThat(largest(tiled.sub(whole))).isLessThan(1e-5 * largest(whole));
    }

    @Test
    void estimatedMomentsAreNearlyThoseOfTheWhole() {
        try (Autoencoder tiled = new Autoencoder(CONFIG, weights(), Placement.CPU_F32, TILES);
                Autoencoder whole = tiled.with(Tiling.NONE)) {
            Tensor images = torch.cat(new TensorVector(picture(410, 500), picture(410, 500)), 0);
            Tensor latents = whole.encodeMode(images);

            assertNear(tiled.encodeMode(images), latents);
            assertNear(tiled.decode(latents), whole.decode(latents));
        }
    }

    private static void assertNear(Tensor tiled, Tensor whole) {
        assertThat(TensorData.shape(tiled)).isEqualTo(TensorData.shape(whole));
        double spread = whole.std().item_double();
        assertThat(largest(tiled.sub(whole))).isGreaterThan(0).isLessThan(0.02 * spread);
    }

    /** Multiplications are counted by the layers themselves. */
    @Test
    void theWorkOfTilesIsKnownBeforehand() {
        try (LoadedGraph<AutoencoderGraph> loaded = graph()) {
            new NoGradGuard();
            FineLayers fine = loaded.graph().fineDecoder();
            Tensor latents = torch.randn(1, 16, 100, 70);
            double expected = (double) fine.computed(100, 70, TILES) / fine.computed(100, 70, Tiling.NONE);

            assertThat(expected).isBetween(2.0, 5.0);
            assertThat((double) operations(fine, latents, TILES) / operations(fine, latents, Tiling.NONE))
                    .isCloseTo(expected, within(1e-6));
        }
    }

    private static long operations(FineLayers fine, Tensor latents, Tiling tiling) {
        try (FlopCounter counter = FlopCounter.open()) {
            fine.forward(latents, tiling);
            return counter.total();
        }
    }

    @Test
    void picturesThatAreNotLargeAreComputedInOnePiece() {
        try (Autoencoder tiled = new Autoencoder(CONFIG, weights(), Placement.CPU_F32, TILES);
                Autoencoder whole = tiled.with(Tiling.NONE)) {
            Tensor image = picture(128, 512);
            Tensor latents = whole.encodeMode(image);

            assertThat(TensorData.floats(tiled.encodeMode(image))).isEqualTo(TensorData.floats(latents));
            assertThat(TensorData.floats(tiled.decode(latents))).isEqualTo(TensorData.floats(whole.decode(latents)));
        }
    }

    @Test
    void tilesOfAFewPixelsAreRefused() {
        assertThatThrownBy(() -> new Tiling(64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 256 pixels");
    }

    /** Smooth, with edges and texture, and brighter on one side, as photos are. */
    private static Tensor picture(int height, int width) {
        Tensor coarse = torch.randn(1, 3, 8, 6);
        Tensor smooth = torch.upsample_bilinear2d(coarse, new long[] {height, width}, true);
        Tensor textured = smooth.add(smooth.sign().mul(new Scalar(0.3)))
                .add(torch.randn(1, 3, height, width).mul(new Scalar(0.1)));
        return torch.tanh(textured.add(torch.linspace(new Scalar(-1.0), new Scalar(1.0), width)));
    }

    private static double largest(Tensor x) {
        return x.abs().max().item_double();
    }
}
