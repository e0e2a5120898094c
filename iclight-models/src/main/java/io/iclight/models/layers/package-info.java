/**
 * The layers that graphs are made of: the only package that calls operators with parameters.
 *
 * <p>A {@link io.iclight.models.layers.Layer} takes its parameters from a {@link io.iclight.io.weights.Weights} cursor,
 * under the names that PyTorch's modules give them, and states their shapes. What it computes is fixed by its Javadoc;
 * which kernel computes it is its own affair, so that a faster one changes no graph.
 *
 * <p>Layers are differentiable: they overwrite nothing and detach nothing. A model's entry for inference runs in an
 * {@link io.iclight.models.layers.Inference}.
 */
package io.iclight.models.layers;
