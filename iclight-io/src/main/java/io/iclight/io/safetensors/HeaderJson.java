package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsHeader.Extent;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON in a safetensors header. What it says of each tensor is checked on its own; {@link SafetensorsHeader} checks
 * how the tensors lie in the file.
 *
 * @param tensors where each tensor lies, by name, in the order of the header
 * @param metadata the free strings under {@code __metadata__}
 */
record HeaderJson(ImmutableMap<String, Extent> tensors, ImmutableMap<String, String> metadata) {

    /** As many axes as libtorch's operators take. */
    private static final int MAX_AXES = 64;

    static HeaderJson parse(Path file, String text) {
        if (!text.startsWith("{")) {
            throw new SafetensorsException(file, "has a header that does not begin with {");
        }
        try {
            JsonObject json = JsonReader.parse(text, "header");
            ImmutableMap.Builder<String, Extent> tensors = ImmutableMap.builder();
            for (String name : json.keys()) {
                if (!name.equals(SafetensorsHeader.METADATA)) {
                    tensors.put(name, extent(file, name, json.object(name)));
                }
            }
            return new HeaderJson(tensors.buildOrThrow(), metadata(json));
        } catch (JsonException e) {
            throw new SafetensorsException(file, "has a malformed header: " + e.getMessage(), e);
        }
    }

    private static ImmutableMap<String, String> metadata(JsonObject json) {
        return json.optional(SafetensorsHeader.METADATA, json::object)
                .map(entries ->
                        entries.keys().stream().collect(ImmutableMap.toImmutableMap(key -> key, entries::string)))
                .orElse(ImmutableMap.of());
    }

    private static Extent extent(Path file, String name, JsonObject entry) {
        String dtype = entry.string("dtype");
        ElementType type = ElementType.named(dtype)
                .orElseThrow(() -> malformed(
                        file, name, "has dtype " + dtype + ", expected one of " + List.of(ElementType.values())));
        TensorInfo info = new TensorInfo(type, ImmutableLongArray.copyOf(entry.integers("shape")));
        long bytes = bytes(file, name, info);
        List<Long> range = entry.integers("data_offsets");
        if (range.size() != 2 || range.get(0) < 0 || range.get(1) < range.get(0)) {
            throw malformed(file, name, "has data_offsets " + range + ", expected a beginning and an end");
        }
        if (bytes != range.get(1) - range.get(0)) {
            throw malformed(
                    file,
                    name,
                    "is " + info + ", " + bytes + " bytes, but its range " + range + " holds "
                            + (range.get(1) - range.get(0)));
        }
        return new Extent(info, range.get(0), range.get(1));
    }

    private static long bytes(Path file, String name, TensorInfo info) {
        if (info.shape().length() > MAX_AXES) {
            throw malformed(file, name, "has " + info.shape().length() + " axes, expected at most " + MAX_AXES);
        }
        if (info.shape().stream().anyMatch(axis -> axis < 0)) {
            throw malformed(file, name, "has a negative axis: " + info.shape());
        }
        try {
            // An axis of 0 hides the others from the product, but not from the strides that libtorch computes.
            long unlessEmpty = info.shape().stream()
                    .map(axis -> Math.max(axis, 1))
                    .reduce(info.type().bytes(), Math::multiplyExact);
            return info.shape().contains(0) ? 0 : unlessEmpty;
        } catch (ArithmeticException e) {
            throw malformed(file, name, "has more elements than can be counted: " + info.shape());
        }
    }

    private static SafetensorsException malformed(Path file, String name, String problem) {
        return new SafetensorsException(file, "has a malformed header: tensor " + name + " " + problem);
    }

    /** Writes the JSON, {@code __metadata__} first. */
    String text() {
        Map<String, Object> top = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            top.put(SafetensorsHeader.METADATA, metadata);
        }
        tensors.forEach((name, extent) -> top.put(
                name,
                ImmutableMap.of(
                        "dtype",
                        extent.info().type().name(),
                        "shape",
                        extent.info().shape().asList(),
                        "data_offsets",
                        List.of(extent.begin(), extent.end()))));
        return JsonWriter.text(top);
    }
}
