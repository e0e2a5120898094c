package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.models.clip.ClipTextGraph;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.unet.UNetGraph;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A UNet in training, with the text encoder that it listens to.
 *
 * @param unet borrowed
 * @param text borrowed; its parameters learn or stay as they are
 * @param prompts makes tokens of words
 * @param model what the UNet is shown beside the noisy latents
 */
record Pupil(UNetGraph unet, ClipTextGraph text, Prompts prompts, IcLightModel model) {

    /**
     * Predicts.
     *
     * @param batch noisy latents
     * @param lessons what is shown beside them
     * @param words a prompt for each
     * @return {@code [batch, 4, h, w]}, freed with the caller's scope
     */
    Tensor predict(NoisedBatch batch, Lessons lessons, List<String> words) {
        Tensor context = text.forward(prompts.tokens(words), 0);
        return unet.forward(torch.cat(beside(batch, lessons), 1), batch.levels().timesteps(), context);
    }

    private TensorVector beside(NoisedBatch batch, Lessons lessons) {
        ImmutableList<Tensor> all = switch (model) {
            case FC -> ImmutableList.of(batch.noisy(), lessons.found());
            case FBC -> ImmutableList.of(batch.noisy(), lessons.found(), lessons.backdrops());
        };
        return new TensorVector(all.toArray(Tensor[]::new));
    }
}
