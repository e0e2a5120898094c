package io.iclight.models.unet.patch;

import io.iclight.models.layers.Layer;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Computes cross-attention up to a step alone; from then on, each layer adds what it added last (Zhang et al., 2024,
 * arXiv:2404.02747). What the prompt says is settled early. The paper also leaves guidance out from that step on: that is
 * an interval of guidance, and the request's to say.
 *
 * @param gate the part of the pass after which the prompt is not looked at any more, 0 to 1; 1 changes nothing
 */
public record TGate(double gate) implements UNetPatch {

    /** Checks the component. */
    public TGate {
        if (!(gate >= 0 && gate <= 1)) {
            throw new IllegalArgumentException("the gate must be in 0..1, was " + gate);
        }
    }

    @Override
    public UNetHooks begin() {
        return gate == 1 ? UNetHooks.NONE : new Hooks();
    }

    private final class Hooks implements UNetHooks {

        private final Map<Place, KeptPrediction> kept = new HashMap<>();

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor attentionLayer(Tensor tokens, AttentionSite site, Layer attention) {
            UNetCall call = site.block().call();
            if (site.isSelf() || call.purpose() != Purpose.PREDICTION) {
                return attention.forward(tokens);
            }
            KeptPrediction last = kept.computeIfAbsent(Place.of(site), place -> new KeptPrediction());
            return call.progress() >= gate && last.covers(call, tokens) && reachesGate(last, call)
                    ? last.rowsOf(call)
                    : last.keep(call, attention.forward(tokens));
        }

        /** A prompt may have been away from the last calls before the gate. */
        private boolean reachesGate(KeptPrediction last, UNetCall call) {
            return (last.step() + 1.0) / call.steps() >= gate;
        }

        @Override
        public void close() {
            kept.values().forEach(KeptPrediction::close);
        }
    }

    /** A layer, whichever call it is in. */
    private record Place(Site.Part part, int index, int layer) {

        static Place of(AttentionSite site) {
            return new Place(site.block().part(), site.block().index(), site.layer());
        }
    }
}
