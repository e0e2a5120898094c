package io.iclight.models.keys;

import com.google.common.primitives.ImmutableLongArray;

/** How a layout writes a matrix that is applied at every pixel. */
enum TensorForm {
    /** As it comes. */
    ANY {
        @Override
        ImmutableLongArray of(ImmutableLongArray shape) {
            return shape;
        }
    },
    /** {@code [out, in]}. */
    LINEAR {
        @Override
        ImmutableLongArray of(ImmutableLongArray shape) {
            boolean pointwise = shape.length() > 2
                    && shape.subArray(2, shape.length()).stream().allMatch(axis -> axis == 1);
            return pointwise ? shape.subArray(0, 2) : shape;
        }
    },
    /** {@code [out, in, 1, 1]}. */
    CONVOLUTION {
        @Override
        ImmutableLongArray of(ImmutableLongArray shape) {
            return shape.length() == 2 ? ImmutableLongArray.of(shape.get(0), shape.get(1), 1, 1) : shape;
        }
    };

    /**
     * Tells the shape that a tensor has in this form.
     *
     * @param shape of a matrix, a convolution, or something else
     * @return the matrix's shape in this form; {@code shape} itself if it is no matrix
     */
    abstract ImmutableLongArray of(ImmutableLongArray shape);
}
