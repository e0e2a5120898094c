package io.iclight.doctor;

import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Many tensors in a few words.
 *
 * @param count how many there are
 * @param types what their elements are, and how many tensors have such
 * @param bytes how large they are together
 * @param origin what the file says of where it comes from
 */
record TensorSummary(int count, Map<String, Integer> types, long bytes, Optional<String> origin) {

    static TensorSummary of(TensorSource source) {
        Map<String, Integer> types = new TreeMap<>();
        source.tensors().values().forEach(info -> types.merge(info.type().name(), 1, Integer::sum));
        long bytes =
                source.tensors().values().stream().mapToLong(TensorInfo::bytes).sum();
        return new TensorSummary(source.tensors().size(), types, bytes, origin(source));
    }

    private static Optional<String> origin(TensorSource source) {
        return source instanceof SafetensorsFile file
                ? Optional.ofNullable(file.metadata().get("origin"))
                : Optional.empty();
    }

    /** Such as {@code 686 tensors, F16, 1.72 GB}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d tensors, %s, %s", count, String.join(" and ", types.keySet()), size())
                + origin.map(text -> " (" + text + ")").orElse("");
    }

    private String size() {
        return bytes < 100_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
