package io.iclight.models.lora;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.WeightsException;
import java.util.List;

/** A LoRA file does not fit the models; {@link #unmatched} lists what of it has no place in them. */
public final class LoraException extends WeightsException {

    private static final long serialVersionUID = 1;

    private static final int NAMES_SHOWN = 8;

    private final ImmutableList<String> unmatched;

    private LoraException(String message, ImmutableList<String> unmatched) {
        super(message);
        this.unmatched = unmatched;
    }

    static LoraException of(String file, String problem, List<String> names, String advice) {
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return new LoraException(
                file + " " + problem + " (" + names.size() + "): " + shown + more + "; " + advice,
                ImmutableList.copyOf(names));
    }

    /**
     * Returns what does not fit.
     *
     * @return the tensors' names, all of them
     */
    public ImmutableList<String> unmatched() {
        return unmatched;
    }
}
