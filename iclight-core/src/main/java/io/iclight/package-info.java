/**
 * Photographs relit by diffusion.
 *
 * <p>A {@link io.iclight.Relighter} holds the models; {@link io.iclight.Relighter#relight} begins a call, whose settings
 * are those of a {@link io.iclight.request.RelightRequest}, and {@link io.iclight.Relighting#run} makes a
 * {@link io.iclight.RelightResult}.
 */
package io.iclight;
