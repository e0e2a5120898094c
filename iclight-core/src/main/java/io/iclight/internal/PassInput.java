package io.iclight.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What the denoising of a pass begins with.
 *
 * @param plan of the pass
 * @param images how many pictures it makes
 * @param conditions latents that the network sees at every step, {@code [1 or images, inChannels - 4, height, width]}
 * @param start latents to start from, {@code [1 or images, 4, height, width]}, or empty to start from noise
 */
public record PassInput(PassPlan plan, int images, Tensor conditions, Optional<Tensor> start) {

    /** One picture's part. */
    PassInput picture(int index) {
        Optional<Tensor> own = start.map(all -> all.size(0) == 1 ? all : all.narrow(0, index, 1));
        return new PassInput(plan, 1, conditions, own);
    }

    /** One batch of inputs of a picture each, whose plans differ in their prompts alone; the tensors are the open scope's. */
    static PassInput joined(List<PassInput> inputs) {
        PassPlan plan = inputs.get(0).plan();
        PromptPlan prompts = PromptPlan.joined(
                inputs.stream().map(input -> input.plan().prompts()).toList());
        return new PassInput(
                plan.with(prompts),
                inputs.size(),
                joined(inputs, PassInput::conditions),
                inputs.get(0)
                        .start()
                        .map(first -> joined(inputs, input -> input.start().orElseThrow())));
    }

    private static Tensor joined(List<PassInput> inputs, Function<PassInput, Tensor> part) {
        TensorVector parts = new TensorVector();
        inputs.forEach(input -> parts.push_back(part.apply(input)));
        return torch.cat(parts, 0);
    }
}
