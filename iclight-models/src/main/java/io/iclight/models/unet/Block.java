package io.iclight.models.unet;

import io.iclight.models.unet.patch.Site;
import org.bytedeco.pytorch.Tensor;

/** A function of features that is told time and prompts. */
@FunctionalInterface
interface Block {

    /**
     * Computes the output.
     *
     * @param x {@code [images or batch, in, h, w]}, borrowed
     * @param told time and prompts
     * @param site where this is
     * @return {@code [images or batch, out, h', w']}, belonging to the caller or {@code x} itself
     */
    Tensor forward(Tensor x, Conditioning told, Site site);
}
