package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.models.unet.patch.HookChain;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The hooks of a pass's patches: those that see all prompts of a call, and some for each prompt alone. */
final class PassHooks implements AutoCloseable {

    private final ImmutableList<UNetPatch> patches;
    private final UNetHooks common;
    private final Map<Prompt, UNetHooks> own = new EnumMap<>(Prompt.class);

    PassHooks(List<UNetPatch> patches) {
        this.patches = ImmutableList.copyOf(patches);
        this.common = HookChain.begin(this.patches);
    }

    /** Those that see all prompts of a call. */
    UNetHooks common() {
        return common;
    }

    /** Those of a prompt; to be asked for only if the common ones are {@linkplain UNetHooks#isPromptwise promptwise}. */
    UNetHooks of(Prompt prompt) {
        return own.computeIfAbsent(prompt, begun -> HookChain.begin(patches));
    }

    @Override
    public void close() {
        own.values().forEach(UNetHooks::close);
        own.clear();
        common.close();
    }
}
