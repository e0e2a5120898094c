package io.iclight.models.unet.patch;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import org.bytedeco.pytorch.Tensor;

/** A place for what was computed in a call, for calls that follow: they may predict for fewer prompts. */
final class KeptPrediction implements AutoCloseable {

    private final KeptTensor tensor = new KeptTensor();
    private ImmutableList<Prompt> prompts = ImmutableList.of();
    private long images;
    private int step = -1;

    /**
     * Keeps a tensor.
     *
     * @param call that computed it
     * @param computed {@code [images or prompts * images, ...]}
     * @return {@code computed}
     */
    Tensor keep(UNetCall call, Tensor computed) {
        prompts = call.prompts();
        images = call.images();
        step = call.step();
        return tensor.keep(computed);
    }

    /**
     * Whether what a call asks for is kept.
     *
     * @param call that asks
     * @param like of as many pixels as what is asked for: a patch may change them within a pass
     */
    boolean covers(UNetCall call, Tensor like) {
        return tensor.get().filter(kept -> pixels(kept).equals(pixels(like))).isPresent()
                && images == call.images()
                && (prompts.equals(call.prompts())
                        || call.prompts().size() == 1 && prompts.containsAll(call.prompts()));
    }

    /** Height and width of a map {@code [batch, channels, h, w]}, or the tokens of {@code [batch, tokens, channels]}. */
    private static ImmutableLongArray pixels(Tensor tensor) {
        return tensor.dim() == 4
                ? ImmutableLongArray.of(tensor.size(2), tensor.size(3))
                : ImmutableLongArray.of(tensor.size(1));
    }

    /** The step at which it was computed, -1 if nothing is kept. */
    int step() {
        return step;
    }

    /** What is kept for a call's prompts, borrowed. */
    Tensor rowsOf(UNetCall call) {
        Tensor kept = tensor.get().orElseThrow();
        boolean all = prompts.equals(call.prompts()) || kept.size(0) == images;
        return all ? kept : kept.narrow(0, prompts.indexOf(call.prompts().get(0)) * images, images);
    }

    @Override
    public void close() {
        tensor.close();
    }
}
