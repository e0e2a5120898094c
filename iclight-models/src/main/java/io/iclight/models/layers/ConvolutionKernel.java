package io.iclight.models.layers;

import java.nio.FloatBuffer;
import java.util.Optional;

/** Convolution of 3x3 pixels that keeps the size, in Java, for layers with which it is faster than libtorch's. */
public interface ConvolutionKernel {

    /**
     * Sizes of a convolution.
     *
     * @param batch how many feature maps there are
     * @param in how many channels they have
     * @param out how many channels the output has
     * @param height of the output
     * @param width of the output, and of the input
     * @param margin how many rows more the input has, both above and below: 0, where it ends and zeros take their place, or 1
     */
    record Shape(int batch, int in, int out, int height, int width, int margin) {}

    /**
     * The numbers of a convolution, all channels of a pixel beside each other.
     *
     * @param input {@code [batch, margin + height + margin, width, in]}
     * @param weight {@code [out / 64, in, 4, 9, 16]}: of 64 output channels, for each input channel, four times sixteen output
     *     channels' kernels
     * @param bias {@code [out]}
     * @param addend what is added, {@code [batch, height, width, out]}; it may be the output itself
     * @param output {@code [batch, height, width, out]}, to be written
     */
    record Operands(
            FloatBuffer input,
            FloatBuffer weight,
            FloatBuffer bias,
            Optional<FloatBuffer> addend,
            FloatBuffer output) {}

    /**
     * Says whether it is made for this processor.
     *
     * @return whether it is faster than libtorch here
     */
    boolean suitsProcessor();

    /**
     * Says whether it is the faster one for a layer.
     *
     * @param in the number of input channels
     * @param out the number of output channels
     * @return whether to take it
     */
    boolean suits(int in, int out);

    /**
     * Convolves.
     *
     * @param shape that it suits
     * @param operands borrowed
     * @param threads how many to use, from 1
     */
    void convolve(Shape shape, Operands operands, int threads);
}
