package io.iclight.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.models.layers.FlopCounter;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LatentCodecTest {

    private static final Image LARGE = Image.filled(new ImageSize(520, 520), 200, 100, 0);
    private static final Image OTHER = Image.filled(new ImageSize(520, 520), 201, 100, 0);
    private static final Image SMALL = Image.filled(new ImageSize(64, 64), 200, 100, 0);

    private Autoencoder autoencoder;
    private TensorScope scope;

    @BeforeEach
    void open() {
        AutoencoderConfig config =
                AutoencoderConfig.of(JsonReader.parse("""
                {"block_out_channels": [64, 8, 8, 8], "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 4,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
                 "scaling_factor": 0.18215}""", "an autoencoder whose maps are soon large"));
        autoencoder = new Autoencoder(config, HashWeights.model(Autoencoder.parameters(config), 2), ElementType.F32);
        scope = TensorScope.open();
    }

    @AfterEach
    void close() {
        scope.close();
        autoencoder.close();
    }

    @Test
    void aLargePictureIsEncodedOnceAndIsTheSameToTheBit() {
        LatentCodec codec = new LatentCodec(autoencoder, new RecentLatents());
        Tensor first = codec.encode(List.of(LARGE));
        Tensor second;
        try (FlopCounter counter = FlopCounter.open()) {
            second = codec.encode(List.of(LARGE));
            assertThat(counter.total()).isZero();
        }
        Tensor beside = codec.encode(List.of(OTHER, LARGE));

        assertThat(second.equal(first)).isTrue();
        assertThat(beside.narrow(0, 1, 1).equal(first)).isTrue();
        assertThat(beside.narrow(0, 0, 1).equal(first)).isFalse();
    }

    /** Alone it would be rounded otherwise. */
    @Test
    void aSmallPictureIsEncodedWithThoseBesideItWhateverWasEncodedBefore() {
        LatentCodec codec = new LatentCodec(autoencoder, new RecentLatents());
        codec.encode(List.of(SMALL));
        LatentCodec fresh = new LatentCodec(autoencoder, new RecentLatents());

        assertThat(codec.encode(List.of(SMALL, SMALL)).equal(fresh.encode(List.of(SMALL, SMALL))))
                .isTrue();
    }
}
