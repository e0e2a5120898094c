package io.iclight.models.keys;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Those tensors of a source whose names begin alike, without that beginning; the rest does not show. */
final class PartSource implements TensorSource {

    /** What training needed and some files still hold. */
    private static final List<String> LEFTOVERS = List.of("loss.", "model_ema.");

    private final TensorSource source;
    private final String prefix;
    private final ImmutableMap<String, TensorInfo> tensors;

    /**
     * Cuts a part out.
     *
     * @param source borrowed: it stays open when the part is closed
     * @param prefix what names begin with; empty for the whole source
     */
    PartSource(TensorSource source, String prefix) {
        this.source = source;
        this.prefix = prefix;
        ImmutableMap.Builder<String, TensorInfo> part = ImmutableMap.builder();
        source.tensors().forEach((name, info) -> {
            if (name.startsWith(prefix) && LEFTOVERS.stream().noneMatch(name.substring(prefix.length())::startsWith)) {
                part.put(name.substring(prefix.length()), info);
            }
        });
        this.tensors = part.buildOrThrow();
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        return source.read(prefix + name);
    }

    @Override
    public String origin() {
        return source.origin();
    }

    /** Does nothing: the source is borrowed. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return source + " under " + prefix;
    }
}
