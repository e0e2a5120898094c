/**
 * Native tensors: how libtorch is started, who owns a tensor, and what its elements are.
 *
 * <p>The rule of ownership, everywhere in this library: a method borrows the tensors that it is given, hands its result
 * to the caller, and frees everything else it made. {@link io.iclight.io.tensor.TensorScope} is how it does so.
 */
package io.iclight.io.tensor;
