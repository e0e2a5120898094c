package io.iclight.models.keys;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.folder.Part;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The modules of a UNet and a text encoder that a LoRA file may change, by the names that such files give them.
 *
 * <p>The names have underscores for dots, so they cannot be taken apart; every module is asked for its name instead.
 */
public final class LoraTargets {

    private static final String WEIGHT = ".weight";

    /** The shape of each module's weight, in the order of the graphs. */
    private final ImmutableMap<LoraTarget, ImmutableLongArray> shapes;

    private final ImmutableMap<String, LoraTarget> byName;

    private LoraTargets(ImmutableMap<LoraTarget, ImmutableLongArray> shapes, ImmutableMap<String, LoraTarget> byName) {
        this.shapes = shapes;
        this.byName = byName;
    }

    /**
     * Lists the modules of two models.
     *
     * @param unet the UNet's shape
     * @param textEncoder the text encoder's shape
     * @return the modules whose weight is a matrix or a convolution
     */
    public static LoraTargets of(UNetConfig unet, ClipTextConfig textEncoder) {
        ImmutableMap<LoraTarget, ImmutableLongArray> shapes = ImmutableMap.<LoraTarget, ImmutableLongArray>builder()
                .putAll(modules(Part.UNET, UNet.parameters(unet)))
                .putAll(modules(Part.TEXT_ENCODER, ClipTextEncoder.parameters(textEncoder)))
                .buildOrThrow();
        NameMap toLdm = LayoutNames.ldmUNet(unet).inverse();
        Map<String, LoraTarget> byName = new HashMap<>();
        for (LoraTarget target : shapes.keySet()) {
            for (String name : names(target, toLdm)) {
                LoraTarget other = byName.putIfAbsent(name, target);
                if (other != null && !other.equals(target)) {
                    throw new IllegalStateException(name + " would name " + other + " and " + target);
                }
            }
        }
        return new LoraTargets(shapes, ImmutableMap.copyOf(byName));
    }

    private static List<String> names(LoraTarget target, NameMap toLdm) {
        // As LyCORIS may write it, with the names of single-file checkpoints; and as programs write it that know models
        // with two text encoders.
        String kohyaToo = target.part() == Part.UNET
                ? new LoraTarget(Part.UNET, toLdm.rename(target.module())).kohyaName()
                : target.kohyaName().replaceFirst("lora_te_", "lora_te1_");
        return List.of(
                target.kohyaName(),
                kohyaToo,
                target.diffusersName(),
                target.newerDiffusersName(),
                target.peftName(),
                "base_model.model." + target.module());
    }

    private static ImmutableMap<LoraTarget, ImmutableLongArray> modules(
            Part part, ImmutableMap<String, TensorInfo> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(WEIGHT)
                        && entry.getValue().shape().length() > 1)
                .collect(ImmutableMap.toImmutableMap(
                        entry -> new LoraTarget(
                                part, entry.getKey().substring(0, entry.getKey().length() - WEIGHT.length())),
                        entry -> entry.getValue().shape()));
    }

    /**
     * Finds a module.
     *
     * @param name as a file writes it before {@code .lora_down.weight} (kohya), {@code .down.weight} (diffusers) or {@code
     *     .lora_A.weight} (peft)
     * @return the module, or empty where these models have none of that name
     */
    public Optional<LoraTarget> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns every module.
     *
     * @return in the order of the graphs, the UNet's first
     */
    public ImmutableList<LoraTarget> all() {
        return shapes.keySet().asList();
    }

    /**
     * Returns the shape of a module's weight.
     *
     * @param target one of {@link #all}
     * @return {@code [out, in]} or {@code [out, in, height, width]}
     */
    public ImmutableLongArray shape(LoraTarget target) {
        return shapes.get(target);
    }
}
