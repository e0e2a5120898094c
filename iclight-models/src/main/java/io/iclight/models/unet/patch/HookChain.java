package io.iclight.models.unet.patch;

import com.google.common.collect.ImmutableList;
import io.iclight.models.layers.Layer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Hooks of several patches as one. Where they change a tensor, the first changes it first; where they stand around a
 * computation, the first stands outermost.
 */
public final class HookChain implements UNetHooks {

    private final UNetHooks first;
    private final UNetHooks rest;

    private HookChain(UNetHooks first, UNetHooks rest) {
        this.first = first;
        this.rest = rest;
    }

    /**
     * Begins a pass with some patches.
     *
     * @param patches in order
     * @return their hooks; {@link UNetHooks#NONE} if there are no patches, or none that changes anything
     */
    public static UNetHooks begin(List<UNetPatch> patches) {
        ImmutableList.Builder<UNetHooks> begun = ImmutableList.builder();
        try {
            patches.forEach(patch -> begun.add(patch.begin()));
        } catch (RuntimeException | Error e) {
            of(begun.build()).close();
            throw e;
        }
        return of(begun.build());
    }

    /**
     * Joins hooks.
     *
     * @param hooks in order; owned
     * @return hooks that do what all of them do
     */
    public static UNetHooks of(List<UNetHooks> hooks) {
        List<UNetHooks> acting = hooks.stream().filter(each -> each != NONE).toList();
        return switch (acting.size()) {
            case 0 -> NONE;
            case 1 -> acting.get(0);
            default -> new HookChain(acting.get(0), of(acting.subList(1, acting.size())));
        };
    }

    @Override
    public boolean isPromptwise() {
        return first.isPromptwise() && rest.isPromptwise();
    }

    @Override
    public Tensor input(Tensor features, Site site) {
        return rest.input(first.input(features, site), site);
    }

    @Override
    public Tensor deep(Tensor features, Site site, Layer deeper) {
        return first.deep(features, site, given -> rest.deep(given, site, deeper));
    }

    @Override
    public Joint join(Joint joint, Site site) {
        return rest.join(first.join(joint, site), site);
    }

    @Override
    public Tensor attentionLayer(Tensor tokens, AttentionSite site, Layer attention) {
        return first.attentionLayer(tokens, site, given -> rest.attentionLayer(given, site, attention));
    }

    @Override
    public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
        return first.attention(given, site, changed -> rest.attention(changed, site, product));
    }

    @Override
    public Tensor output(Tensor prediction, UNetCall call) {
        return rest.output(first.output(prediction, call), call);
    }

    @Override
    public Tensor guided(GuidedCall guided) {
        return rest.guided(new Steered(guided, first.guided(guided)));
    }

    @Override
    public void close() {
        try {
            first.close();
        } finally {
            rest.close();
        }
    }
}
