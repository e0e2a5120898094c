/**
 * The UNet for another program: the graph of {@link io.iclight.models.unet.UNet} as an ONNX model with the same parameters,
 * and ONNX Runtime to run it, so that both can be timed side by side.
 *
 * <p>Format: onnx/onnx, {@code onnx/onnx.proto}; operators: {@code docs/Operators.md}, and for {@code com.microsoft} those of
 * microsoft/onnxruntime, {@code docs/ContribOperators.md}.
 */
package io.iclight.bench.onnx;
