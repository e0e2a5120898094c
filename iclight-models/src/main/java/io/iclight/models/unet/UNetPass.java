package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.Lanes;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.ConditionedConv2d;
import io.iclight.models.layers.Inference;
import io.iclight.models.layers.InputException;
import io.iclight.models.layers.InputSignature;
import io.iclight.models.layers.InputSignature.Axis;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.unet.patch.HookChain;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A run of a UNet from noise to a picture: many calls with the same prompts, the same pictures beside the noisy one, and
 * timesteps that are known before. What those alone decide is computed once, when it is first needed:
 *
 * <ul>
 *   <li>what the conditions contribute to the first convolution;
 *   <li>the keys and values of each prompt in each cross-attention;
 *   <li>the embedding of the timesteps and its projection in each residual block, many timesteps at a time;
 *   <li>what no prompt has touched yet, once for all prompts of a call: the first blocks, up to the first cross-attention.
 * </ul>
 *
 * <p>Where operators spread over two threads, prompts are computed by themselves, two of them side by side on {@link Lanes},
 * unless a patch needs to see all of them: less is lost to threads that wait for each other than is computed twice, which is what
 * no prompt has touched yet, but for the first self-attention.
 *
 * <p>A pass is used by one thread, and closed by it.
 */
public final class UNetPass implements AutoCloseable {

    private final LoadedGraph<UNetGraph> loaded;
    private final InputSignature latentSignature;
    private final InputSignature contextSignature;
    private final Tensor conditions;
    private final ScheduledTimes times;
    private final PassHooks hooks;
    private final boolean takesLanes;
    private final Map<Told, PromptMemory> memories = new HashMap<>();
    private Optional<ConditionedConv2d> input = Optional.empty();

    /** Some prompts, told apart by their tensors' identity, and how many samples each has. */
    private record Told(ImmutableMap<Prompt, Tensor> prompts, long images) {}

    UNetPass(
            LoadedGraph<UNetGraph> loaded,
            UNetConfig config,
            InputSignature contextSignature,
            Tensor conditions,
            ImmutableDoubleArray timesteps,
            List<UNetPatch> patches) {
        this.loaded = loaded;
        this.latentSignature = InputSignature.of(
                "the UNet's latents",
                loaded.placement().type(),
                Axis.any("batch"),
                Axis.of("channels", config.inChannels() - conditions.size(1)),
                Axis.of("height", conditions.size(2)),
                Axis.of("width", conditions.size(3)));
        this.contextSignature = contextSignature;
        this.times = new ScheduledTimes(timesteps, loaded.graph());
        this.hooks = new PassHooks(patches);
        this.takesLanes =
                hooks.common().isPromptwise() && loaded.placement().device().equals(Device.CPU) && Lanes.fit();
        try (TensorScope scope = TensorScope.open()) {
            this.conditions = scope.keep(loaded.placement().move(conditions).alias());
        }
    }

    /**
     * Returns the hooks of this pass's patches.
     *
     * @return owned by this
     */
    public UNetHooks hooks() {
        return hooks.common();
    }

    /**
     * Tells where the UNet computes.
     *
     * @return where its results lie, and their type
     */
    public Placement placement() {
        return loaded.placement();
    }

    /**
     * Describes a call of this pass.
     *
     * @param timestep on the training scale, 0 to 999, may be fractional
     * @param prompts for which it predicts
     * @param images how many samples each has
     * @param purpose what the prediction is for
     * @return the call
     */
    public UNetCall call(double timestep, Iterable<Prompt> prompts, long images, Purpose purpose) {
        return new UNetCall(
                timestep, times.step(timestep), times.steps(), ImmutableList.copyOf(prompts), images, purpose);
    }

    /**
     * Predicts the noise for each of some prompts.
     *
     * @param latents {@code [images, channels, height, width]}, borrowed
     * @param timestep on the training scale, 0 to 999, may be fractional
     * @param prompts the tokens of each, {@code [1 or images, tokens, contextSize]}, all of as many tokens and rows; borrowed
     *     until this is closed, and not to change until then
     * @return {@code [prompts * images, channels, height, width]}: all images for the first prompt, then all for the second;
     *     belonging to the caller
     * @throws InputException if an argument is of another type or shape
     * @throws IllegalStateException if the UNet is closed
     */
    public Tensor predict(Tensor latents, double timestep, ImmutableMap<Prompt, Tensor> prompts) {
        UNetCall call = call(timestep, prompts.keySet(), latents.size(0), Purpose.PREDICTION);
        return predict(latents, call, prompts, UNetHooks.NONE);
    }

    /**
     * Predicts the noise for each of some prompts.
     *
     * @param latents {@code [images, channels, height, width]}, borrowed
     * @param call of this pass, for as many images and these prompts
     * @param prompts the tokens of each, as in {@link #predict(Tensor, double, ImmutableMap)}
     * @param further act after the pass's own; borrowed
     * @return {@code [prompts * images, channels, height, width]}, belonging to the caller
     * @throws InputException if an argument is of another type or shape
     * @throws IllegalStateException if the UNet is closed
     */
    public Tensor predict(Tensor latents, UNetCall call, ImmutableMap<Prompt, Tensor> prompts, UNetHooks further) {
        try (Inference inference = loaded.infer()) {
            latentSignature.check(latents);
            checkConditions(latents.size(0));
            checkPrompts(latents.size(0), prompts);
            if (!Double.isFinite(call.timestep())) {
                throw new InputException("the UNet's timestep must be a finite number, got " + call.timestep());
            }
            Tensor convolved = convolved(latents);
            TimeTable.Shifts time = times.at(call.timestep(), convolved);
            if (takesLanes && further == UNetHooks.NONE) {
                return inference.handOut(apart(convolved, time, call, prompts));
            }
            UNetHooks all = HookChain.of(List.of(hooks.common(), further));
            Conditioning told = new Conditioning(time, memory(new Told(prompts, call.images())), call, all);
            return inference.handOut(loaded.graph().forward(convolved, told, UNetObserver.NONE));
        }
    }

    /** Each prompt by itself, two of them side by side. */
    private Tensor apart(Tensor convolved, TimeTable.Shifts time, UNetCall call, ImmutableMap<Prompt, Tensor> prompts) {
        if (prompts.size() == 1) {
            Map.Entry<Prompt, Tensor> only = prompts.entrySet().iterator().next();
            return alone(convolved, time, call, only, UNetHooks.NONE).get();
        }
        try (SharedStart start = new SharedStart()) {
            return Inference.sideBySide(prompts.entrySet().stream()
                    .map(prompt -> alone(convolved, time, call, prompt, start.ofLane()))
                    .collect(ImmutableList.toImmutableList()));
        }
    }

    /** All but the prediction itself is looked up here, by the pass's own thread. Without patches other hooks act. */
    private Supplier<Tensor> alone(
            Tensor convolved,
            TimeTable.Shifts time,
            UNetCall call,
            Map.Entry<Prompt, Tensor> prompt,
            UNetHooks otherwise) {
        UNetHooks own = hooks.of(prompt.getKey());
        Conditioning told = new Conditioning(
                time,
                memory(new Told(ImmutableMap.ofEntries(prompt), call.images())),
                call,
                own == UNetHooks.NONE ? otherwise : own);
        return () -> loaded.graph().forward(convolved, told, UNetObserver.NONE);
    }

    private void checkConditions(long images) {
        if (!isOneOrAll(conditions.size(0), images)) {
            throw new InputException("the pass was begun with conditions for " + conditions.size(0)
                    + " samples, and is given latents of " + images);
        }
    }

    private void checkPrompts(long images, ImmutableMap<Prompt, Tensor> prompts) {
        prompts.values().forEach(contextSignature::check);
        Tensor first = prompts.values().iterator().next();
        prompts.forEach((prompt, context) -> {
            if (!isOneOrAll(context.size(0), images)
                    || context.size(0) != first.size(0)
                    || context.size(1) != first.size(1)) {
                throw new InputException("the prompts of a call have one row each, or one for each of " + images
                        + " samples, and as many tokens as each other, " + first.size(1) + "; the " + prompt
                        + " one is "
                        + TensorData.shape(context));
            }
        });
    }

    private static boolean isOneOrAll(long rows, long images) {
        return rows == 1 || rows == images;
    }

    private Tensor convolved(Tensor latents) {
        if (input.isEmpty()) {
            input = Optional.of(loaded.graph().beside(conditions));
        }
        return input.get()
                .forward(latentSignature.take(latents, loaded.placement().device()));
    }

    private PromptMemory memory(Told told) {
        return memories.computeIfAbsent(told, this::project);
    }

    private PromptMemory project(Told told) {
        TensorVector contexts = new TensorVector();
        Device device = loaded.placement().device();
        told.prompts().values().forEach(context -> contexts.push_back(contextSignature.take(context, device)));
        Tensor context = torch.cat(contexts, 0);
        return PromptMemory.of(context, told.images() * told.prompts().size() / context.size(0));
    }

    /** Frees all that was computed once, and what patches keep. Closing twice does nothing. */
    @Override
    public void close() {
        memories.values().forEach(PromptMemory::close);
        memories.clear();
        times.close();
        input.ifPresent(ConditionedConv2d::close);
        conditions.close();
        hooks.close();
    }
}
