package io.iclight.models.unet.patch;

import com.google.common.collect.ImmutableList;
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

    /** Whether what a call asks for is kept. */
    boolean covers(UNetCall call) {
        return tensor.get().isPresent()
                && images == call.images()
                && (prompts.equals(call.prompts())
                        || call.prompts().size() == 1 && prompts.containsAll(call.prompts()));
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
