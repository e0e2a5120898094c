package io.iclight.models.unet.patch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How a feature map is brought to another size; torch's {@code interpolate} with corners that are not aligned. */
public enum Resizing {
    /** By cubic polynomials. */
    BICUBIC {
        @Override
        Tensor resized(Tensor x, long height, long width) {
            return torch.upsample_bicubic2d(x, new long[] {height, width}, false);
        }
    },
    /** By straight lines. */
    BILINEAR {
        @Override
        Tensor resized(Tensor x, long height, long width) {
            return torch.upsample_bilinear2d(x, new long[] {height, width}, false);
        }
    },
    /** The mean of the pixels that each covers. */
    AREA {
        @Override
        Tensor resized(Tensor x, long height, long width) {
            return torch.adaptive_avg_pool2d(x, height, width);
        }
    };

    abstract Tensor resized(Tensor x, long height, long width);

    /** Brings a map to a size, or returns it as it is if it has that size; the result belongs to the caller. */
    Tensor to(Tensor x, long height, long width) {
        return x.size(2) == height && x.size(3) == width ? x : resized(x, height, width);
    }
}
