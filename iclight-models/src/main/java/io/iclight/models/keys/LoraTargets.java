package io.iclight.models.keys;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.folder.Part;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import java.util.Optional;

/**
 * The modules of a UNet and a text encoder that a LoRA file may change, by the names that such files give them.
 *
 * <p>The names have underscores for dots, so they cannot be taken apart; every module is asked for its name instead.
 */
public final class LoraTargets {

    private static final String WEIGHT = ".weight";

    private final ImmutableList<LoraTarget> all;
    private final ImmutableMap<String, LoraTarget> byName;

    private LoraTargets(ImmutableList<LoraTarget> all, ImmutableMap<String, LoraTarget> byName) {
        this.all = all;
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
        ImmutableList<LoraTarget> all = ImmutableList.<LoraTarget>builder()
                .addAll(modules(Part.UNET, UNet.parameters(unet)))
                .addAll(modules(Part.TEXT_ENCODER, ClipTextEncoder.parameters(textEncoder)))
                .build();
        NameMap toLdm = LayoutNames.ldmUNet(unet).inverse();
        ImmutableMap.Builder<String, LoraTarget> byName = ImmutableMap.builder();
        for (LoraTarget target : all) {
            byName.put(target.kohyaName(), target);
            byName.put(target.diffusersName(), target);
            if (target.part() == Part.UNET) {
                // The same with the names of single-file checkpoints, as LyCORIS may write it.
                byName.put(new LoraTarget(Part.UNET, toLdm.rename(target.module())).kohyaName(), target);
            } else {
                // As programs write it that know models with two text encoders.
                byName.put(target.kohyaName().replaceFirst("lora_te_", "lora_te1_"), target);
            }
        }
        return new LoraTargets(all, byName.buildOrThrow());
    }

    private static ImmutableList<LoraTarget> modules(Part part, ImmutableMap<String, TensorInfo> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(WEIGHT)
                        && entry.getValue().shape().length() > 1)
                .map(entry -> entry.getKey().substring(0, entry.getKey().length() - WEIGHT.length()))
                .map(module -> new LoraTarget(part, module))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Finds a module.
     *
     * @param name as a file writes it before {@code .lora_down.weight} (kohya) or {@code .down.weight} (diffusers)
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
        return all;
    }
}
