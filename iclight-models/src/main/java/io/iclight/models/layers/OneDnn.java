package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.ListType;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OptionalType;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;

/**
 * oneDNN's convolution as libtorch's compiler calls it: with a weight that was laid out for the processor once.
 * It has no gradient.
 *
 * <p>Source: pytorch/pytorch, {@code aten/src/ATen/native/mkldnn/RegisterMkldnnOpContextClass.cpp} and {@code Conv.cpp}.
 */
final class OneDnn {

    /**
     * How a kernel moves.
     *
     * @param stride along both axes
     * @param paddingY zeros above and below
     * @param paddingX zeros to the left and to the right
     * @param dilation along both axes
     * @param groups how many sets of channels are convolved apart from each other
     */
    record Movement(int stride, int paddingY, int paddingX, int dilation, int groups) {

        /** Of all channels together. */
        Movement(int stride, int paddingY, int paddingX, int dilation) {
            this(stride, paddingY, paddingX, dilation, 1);
        }

        /**
         * Over the rows of a matrix, which are the pixels of an image of height 1. The zeros beside it cost two rows; without
         * them the layout of the weight would depend on the number of rows, and one packed for another number would be
         * repacked, slowly, in each call.
         */
        static final Movement ALONG_ROWS = new Movement(1, 0, 1, 1);

        /** For inputs that come with zeros above and below; the layout of the weight is the same. */
        Movement withoutPaddingY() {
            return new Movement(stride, 0, paddingX, dilation, groups);
        }

        /** The same movement over sets of channels. */
        Movement ofGroups(int number) {
            return new Movement(stride, paddingY, paddingX, dilation, number);
        }
    }

    private static final OperatorHandle PACK = find("mkldnn::_reorder_convolution_weight", "");
    private static final OperatorHandle CONVOLVE = find("mkldnn::_convolution_pointwise", "");
    private static final OperatorHandle CONVOLVE_ONTO = find("mkldnn::_convolution_pointwise_", "binary");
    private static final Type.TypePtr INTEGER = integer();
    private static final Type.TypePtr OPTIONAL_NUMBER = optionalNumber();

    private OneDnn() {}

    /**
     * Lays a weight out. How depends on the movement, but where the kernel is more than one pixel or padded not on the
     * size of the images.
     *
     * @param weight {@code [out, in / groups, height, width]}, plain, float32, on the CPU; borrowed
     * @param movement how the kernel moves
     * @return the same numbers in a layout that none but the method below can compute with, belonging to the caller
     */
    static Tensor pack(Tensor weight, Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(call(
                    PACK,
                    new IValue(weight),
                    both(movement.paddingY(), movement.paddingX()),
                    both(movement.stride(), movement.stride()),
                    both(movement.dilation(), movement.dilation()),
                    new IValue((long) movement.groups()),
                    new IValue()));
        }
    }

    /**
     * Convolves.
     *
     * @param x {@code [batch, in, height, width]}, channels last, borrowed
     * @param weight packed for the same movement, borrowed
     * @param bias {@code [out]}, borrowed
     * @param movement how the kernel moves
     * @return {@code [batch, out, height', width']}, channels last, belonging to the caller
     */
    static Tensor convolve(Tensor x, Tensor weight, Optional<Tensor> bias, Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(call(
                    CONVOLVE,
                    new IValue(x),
                    new IValue(weight),
                    optional(bias),
                    both(movement.paddingY(), movement.paddingX()),
                    both(movement.stride(), movement.stride()),
                    both(movement.dilation(), movement.dilation()),
                    new IValue((long) movement.groups()),
                    new IValue("none"),
                    noNumbers(),
                    new IValue("none")));
        }
    }

    /**
     * Convolves, and adds what comes of it to something.
     *
     * @param sum {@code [batch, out, height', width']}, channels last, changed
     * @param x {@code [batch, in, height, width]}, channels last, borrowed
     * @param weight packed for the same movement, borrowed
     * @param bias {@code [out]}, borrowed
     * @param movement how the kernel moves
     */
    static void convolveOnto(Tensor sum, Tensor x, Tensor weight, Optional<Tensor> bias, Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            call(
                    CONVOLVE_ONTO,
                    new IValue(sum),
                    new IValue(x),
                    new IValue(weight),
                    optional(bias),
                    both(movement.paddingY(), movement.paddingX()),
                    both(movement.stride(), movement.stride()),
                    both(movement.dilation(), movement.dilation()),
                    new IValue((long) movement.groups()),
                    new IValue("add"),
                    new IValue(),
                    new IValue(),
                    noNumbers(),
                    new IValue());
        }
    }

    /** Must run in a scope, which frees the arguments. */
    static Tensor call(OperatorHandle operator, IValue... arguments) {
        IValueVector stack = new IValueVector(arguments);
        operator.callBoxed(stack);
        return new Tensor(stack.get(0).toTensor());
    }

    static IValue both(int first, int second) {
        GenericList list = new GenericList(INTEGER);
        list.push_back(new IValue((long) first));
        list.push_back(new IValue((long) second));
        return new IValue(list);
    }

    static IValue optional(Optional<Tensor> tensor) {
        return tensor.map(IValue::new).orElseGet(IValue::new);
    }

    /** No parameters of what follows a product. */
    static IValue noNumbers() {
        return new IValue(new GenericList(OPTIONAL_NUMBER));
    }

    static OperatorHandle find(String name, String overload) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(new OperatorHandle(Dispatcher.singleton().findSchemaOrThrow(name, overload)));
        }
    }

    private static Type.TypePtr integer() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(ListType.ofInts().containedType(0));
        }
    }

    private static Type.TypePtr optionalNumber() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(OptionalType.get(ListType.ofNumbers().containedType(0)));
        }
    }
}
