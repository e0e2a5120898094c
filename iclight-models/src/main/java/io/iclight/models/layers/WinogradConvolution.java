package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A 3x3 convolution that keeps the size, by Winograd's minimal filtering {@code F(4x4, 3x3)}: of a tile of 4x4 output pixels
 * and each pair of channels, 36 multiplications where the definition has 144.
 *
 * <p>A kernel's row {@code g} and six pixels {@code d} are polynomials. Their product is known by its values at the points
 * 0, 1, -1, 2, -2 and infinity: {@code G g} are those of the kernel, {@code B^T d} what the pixels contribute, and {@code A^T}
 * goes from values to the four output pixels. In two dimensions, with the sum over input channels in the middle, that is
 *
 * <pre>
 * Y = A^T [ sum of (G g G^T) * (B^T d B) ] A
 * </pre>
 *
 * <p>The middle is 36 products of matrices, as one convolution of as many groups. Before and after it, each tile is a matrix
 * of 36 rows and a column for each channel, which is multiplied by a constant one.
 *
 * <p>Values that are large, and of both signs, cancel in the last step: in float32 the error is 3 to 6 times that of the
 * definition, below {@code 2e-5} of the output's norm at up to 960 channels, which a test holds against float64.
 *
 * <p>Source: Lavin and Gray, "Fast algorithms for convolutional neural networks", 2015 (arXiv 1509.09308), section 4.
 *
 * @param kernels what {@link #pack} made, or nothing, {@code [0]}; borrowed
 * @param bias {@code [out]}, borrowed
 */
record WinogradConvolution(Tensor kernels, Tensor bias) {

    /** Output pixels of a tile, along one axis. */
    private static final int TILE = 4;

    /** Input pixels that they depend on, and points. */
    private static final int SPAN = 6;

    private static final int POINTS = SPAN * SPAN;

    /** What the points of the tiles that are computed together take at most, however large the map is. */
    private static final long BAND_BYTES = 1L << 24;

    /** Where both axes' points are 1. There a value goes to each pixel of the tile as it is: the place for the bias. */
    private static final int ONE = SPAN + 1;

    private static final float[][] PIXELS_TO_POINTS = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };

    private static final float[][] POINTS_TO_PIXELS = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    private static final OneDnn.Movement MOVEMENT = OneDnn.Movement.ALONG_ROWS.ofGroups(POINTS);

    /**
     * Says what this can convolve.
     *
     * @param x {@code [batch, in, height, width]}, borrowed
     * @return whether there are kernels, and the output consists of whole tiles
     */
    boolean suits(Tensor x) {
        return kernels.is_mkldnn() && x.size(2) % TILE == 0 && x.size(3) % TILE == 0;
    }

    /**
     * Computes a kernel's values at the points, and lays them out.
     *
     * @param weight {@code [out, in, 3, 3]}, plain, float32, on the CPU; borrowed
     * @return four times as many numbers, packed, belonging to the caller
     */
    static Tensor pack(Tensor weight) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor values = values(values(weight.toType(ScalarType.Double), 2), 3);
            return scope.handOut(OneDnn.pack(
                    values.permute(2, 3, 0, 1)
                            .reshape(POINTS * weight.size(0), weight.size(1), 1, 1)
                            .toType(ScalarType.Float),
                    MOVEMENT));
        }
    }

    /** {@code G g} along an axis. */
    private static Tensor values(Tensor weight, int axis) {
        Tensor first = weight.narrow(axis, 0, 1);
        Tensor middle = weight.narrow(axis, 1, 1);
        Tensor last = weight.narrow(axis, 2, 1);
        Tensor even = first.add(last);
        Tensor evenAtTwo = first.add(last, new Scalar(4.0));
        TensorVector values = new TensorVector(
                first.div(new Scalar(4.0)),
                even.add(middle).div(new Scalar(-6.0)),
                even.sub(middle).div(new Scalar(-6.0)),
                evenAtTwo.add(middle, new Scalar(2.0)).div(new Scalar(24.0)),
                evenAtTwo.sub(middle, new Scalar(2.0)).div(new Scalar(24.0)),
                last);
        return torch.cat(values, axis);
    }

    /**
     * Computes the output.
     *
     * @param x {@code [batch, in, height, width]}, both sizes multiples of 4; borrowed
     * @param output {@code [batch, out, height, width]}, channels last, changed
     * @param how what is computed gets there: {@code copy_} or {@code add_}
     */
    void write(Tensor x, Tensor output, BinaryOperator<Tensor> how) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor pixels = output.permute(0, 2, 3, 1);
            for (long i = 0; i < x.size(0); i++) {
                writeSample(x.narrow(0, i, 1), pixels.narrow(0, i, 1), how);
            }
        }
    }

    /** One sample, a band of tiles after the other. */
    private void writeSample(Tensor x, Tensor pixels, BinaryOperator<Tensor> how) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor padded = torch.constant_pad_nd(x, 1, 1, 1, 1).contiguous(MemoryFormat.ChannelsLast);
            long rows = x.size(2) / TILE;
            long bytes = x.numel() / (TILE * TILE) * POINTS * Float.BYTES;
            long bands = Math.min(rows, (bytes + BAND_BYTES - 1) / BAND_BYTES);
            long most = (rows + bands - 1) / bands;
            for (long first = 0; first < rows; first += most) {
                long band = TILE * Math.min(most, rows - first);
                Tensor seen = padded.narrow(2, TILE * first, band + SPAN - TILE);
                writePixels(sums(points(seen)), pixels.narrow(1, TILE * first, band), how);
            }
        }
    }

    /** {@code B^T d B}: {@code [tiles, points, in]}. */
    private static Tensor points(Tensor padded) {
        try (TensorScope scope = TensorScope.open()) {
            long in = padded.size(1);
            long rows = padded.size(2) / TILE;
            long columns = padded.size(3) / TILE;
            long line = in * padded.size(3);
            Tensor seen =
                    padded.as_strided(new long[] {rows, columns, SPAN, SPAN, in}, TILE * line, TILE * in, line, in, 1);
            Tensor matrix = kronecker(PIXELS_TO_POINTS).expand(rows * columns, POINTS, POINTS);
            return scope.handOut(torch.bmm(matrix, seen.reshape(rows * columns, POINTS, in)));
        }
    }

    /** The sums over input channels: {@code [tiles, points, out]}. */
    private Tensor sums(Tensor points) {
        try (TensorScope scope = TensorScope.open()) {
            long tiles = points.size(0);
            long out = bias.size(0);
            Tensor image = points.view(1, 1, tiles, -1).permute(0, 3, 1, 2);
            Tensor addend = torch.constant_pad_nd(bias, ONE * out, (POINTS - ONE - 1) * out);
            Tensor sums = OneDnn.convolve(image, kernels, Optional.of(addend), MOVEMENT);
            points.close();
            return scope.handOut(sums.narrow(3, 1, tiles).permute(0, 2, 3, 1).view(tiles, POINTS, out));
        }
    }

    /** {@code A^T ... A}, into {@code [1, height, width, out]}. */
    private static void writePixels(Tensor sums, Tensor output, BinaryOperator<Tensor> how) {
        try (TensorScope scope = TensorScope.open()) {
            long rows = output.size(1) / TILE;
            long columns = output.size(2) / TILE;
            long out = output.size(3);
            Tensor matrix = kronecker(POINTS_TO_PIXELS).expand(sums.size(0), TILE * TILE, POINTS);
            Tensor pixels = torch.bmm(matrix, sums).view(rows, columns, TILE, TILE, out);
            how.apply(output.view(rows, TILE, columns, TILE, out), pixels.permute(0, 2, 1, 3, 4));
        }
    }

    /** The matrix for both axes at once. */
    private static Tensor kronecker(float[][] matrix) {
        int height = matrix.length;
        int width = matrix[0].length;
        float[] product = new float[height * height * width * width];
        for (int i = 0; i < product.length; i++) {
            int row = i / (width * width);
            int column = i % (width * width);
            product[i] = matrix[row / height][column / width] * matrix[row % height][column % width];
        }
        return TensorData.ofFloats(product, height * height, width * width);
    }
}
