package io.iclight.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import io.iclight.models.matting.Matting;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatteSourceTest {

    private static final ImageSize SIZE = new ImageSize(6, 4);
    private static final Image PLAIN = Image.filled(SIZE, 10, 20, 30);
    private static final Image TRANSPARENT = Image.filled(SIZE, 10, 20, 30, 51);
    private static final Matting NETWORK = photo -> new MaskPicture(Image.filled(photo.size(), 153)).matte();

    private static float first(MatteSource source, Image photo, Optional<Matting> network) {
        return source.matte(photo, network).opacity().value(0, 0, 0);
    }

    @Test
    void theDefaultTakesOpacityThenTheNetworkThenEverything() {
        assertThat(first(MatteSource.AUTO, TRANSPARENT, Optional.of(NETWORK))).isEqualTo(0.2f);
        assertThat(first(MatteSource.AUTO, PLAIN, Optional.of(NETWORK))).isEqualTo(0.6f);
        assertThat(first(MatteSource.AUTO, Image.filled(SIZE, 10, 20, 30, 255), Optional.of(NETWORK)))
                .as("opacity that says nothing")
                .isEqualTo(0.6f);
        assertThat(first(MatteSource.AUTO, PLAIN, Optional.empty())).isEqualTo(1);
        assertThat(first(MatteSource.NETWORK, TRANSPARENT, Optional.of(NETWORK)))
                .isEqualTo(0.6f);
        assertThat(first(MatteSource.NONE, TRANSPARENT, Optional.of(NETWORK))).isEqualTo(1);
        assertThat(first(MatteSource.of(NETWORK), PLAIN, Optional.empty())).isEqualTo(0.6f);
    }

    @Test
    void withoutAMatteAPhotoStaysAsItIs() {
        Matte all = MatteSource.NONE.matte(PLAIN, Optional.empty());
        assertThat(all.onGrey(PLAIN, 0)).isEqualTo(PLAIN);
    }

    @Test
    void aMaskIsOpacityWhereItIsTransparentAndLightnessElsewhere() {
        assertThat(first(MatteSource.mask(Image.filled(SIZE, 102)), PLAIN, Optional.empty()))
                .isEqualTo(0.4f);
        assertThat(first(MatteSource.mask(TRANSPARENT), PLAIN, Optional.empty()))
                .isEqualTo(0.2f);
        assertThat(first(MatteSource.mask(Image.filled(SIZE, 255, 0, 0, 255)), PLAIN, Optional.empty()))
                .isEqualTo(76 / 255f);
    }

    @Test
    void saysWhatIsWrongWithAMask() {
        assertThatThrownBy(() -> MatteSource.mask(Image.filled(SIZE, 0)))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("selects nothing");
        assertThatThrownBy(() ->
                        MatteSource.mask(Image.filled(new ImageSize(4, 6), 9)).matte(PLAIN, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessage("the mask is 4x6, but the photo 6x4; they must have the same size");
    }

    @Test
    void saysWhatIsWrongWithAPhoto() {
        assertThatThrownBy(() -> MatteSource.ALPHA.matte(PLAIN, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("6x4 RGB and has none");
        assertThatThrownBy(() -> MatteSource.NETWORK.matte(PLAIN, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("none is loaded");
        Image clear = Image.of(SIZE, PixelFormat.RGBA, new byte[6 * 4 * 4]);
        assertThatThrownBy(() -> MatteSource.AUTO.matte(clear, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("no pixel of the photo is subject");
        assertThatThrownBy(() -> MatteSource.of(photo -> Matte.ofAlpha(Image.filled(new ImageSize(1, 1), 0, 0, 0, 9)))
                        .matte(PLAIN, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("the matte is 1x1");
        assertThatThrownBy(() -> MatteSource.of(photo -> null).matte(PLAIN, Optional.empty()))
                .isInstanceOf(MattingException.class)
                .hasMessageContaining("own matting returned no matte");
    }
}
