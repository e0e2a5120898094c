package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * A checkpoint in several safetensors files, put together by an index: {@code weight_map} in a
 * {@code *.safetensors.index.json} says which file beside it has which tensor. Threads may share it.
 */
public final class ShardedSafetensors implements TensorSource {

    private static final int PROBLEMS_SHOWN = 8;

    /** Anything else could lead out of the checkpoint's folder. */
    private static final Pattern PLAIN_NAME = Pattern.compile("(?!\\.\\.?$)[^/\\\\:*?\"<>|\\p{Cntrl}]+");

    private final Path index;

    /** The file of each tensor, by the tensor's name, in the files' order. */
    private final ImmutableMap<String, SafetensorsFile> shardOf;

    private final ImmutableMap<String, TensorInfo> tensors;

    private ShardedSafetensors(Path index, ImmutableMap<String, SafetensorsFile> shardOf) {
        this.index = index;
        this.shardOf = shardOf;
        this.tensors = shardOf.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey, entry -> entry.getValue().tensors().get(entry.getKey())));
    }

    /**
     * Opens a checkpoint, and checks its index against the headers of all its files.
     *
     * @param index a {@code .safetensors.index.json}; the files that it names lie beside it
     * @return the checkpoint; nothing but headers has been read
     * @throws SafetensorsException if a file is missing or not well-formed, or if index and headers do not agree; the
     *     message lists what is wrong
     * @throws UncheckedIOException if a file cannot be read
     */
    public static ShardedSafetensors open(Path index) {
        ImmutableMap<String, String> weightMap = weightMap(index);
        Map<String, SafetensorsFile> shards = openShards(index, weightMap);
        ImmutableMap.Builder<String, SafetensorsFile> shardOf = ImmutableMap.builder();
        List<String> problems = new ArrayList<>();
        shards.forEach((shardName, shard) -> shard.tensors().keySet().forEach(tensor -> {
            String listed = weightMap.get(tensor);
            if (shardName.equals(listed)) {
                shardOf.put(tensor, shard);
            } else {
                problems.add(tensor + " is in " + shardName + ", expected "
                        + (listed == null ? "no such tensor" : "it in " + listed));
            }
        }));
        weightMap.forEach((tensor, shardName) -> {
            if (!shards.get(shardName).tensors().containsKey(tensor)) {
                problems.add(tensor + " is not in " + shardName);
            }
        });
        requireNone(index, problems);
        return new ShardedSafetensors(index, shardOf.buildOrThrow());
    }

    private static ImmutableMap<String, String> weightMap(Path index) {
        try {
            JsonObject map = JsonReader.read(index).object("weight_map");
            return map.keys().stream().collect(ImmutableMap.toImmutableMap(tensor -> tensor, map::string));
        } catch (JsonException e) {
            throw new SafetensorsException(index, "is no index of a sharded checkpoint: " + e.getMessage(), e);
        }
    }

    private static Map<String, SafetensorsFile> openShards(Path index, ImmutableMap<String, String> weightMap) {
        Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        weightMap.values().stream().distinct().forEach(shardName -> {
            Optional<Path> shard = beside(index, shardName);
            if (shard.isEmpty()) {
                problems.add("\"" + shardName + "\" is no name of a file beside the index");
            } else if (!Files.isRegularFile(shard.get())) {
                problems.add(shardName + " is missing; download it too");
            } else {
                shards.put(shardName, SafetensorsFile.open(shard.get()));
            }
        });
        requireNone(index, problems);
        return shards;
    }

    /** Empty where the name would lead out of the folder, or no file of this system can have it. */
    private static Optional<Path> beside(Path index, String shardName) {
        try {
            return PLAIN_NAME.matcher(shardName).matches()
                    ? Optional.of(index.resolveSibling(shardName))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void requireNone(Path index, List<String> problems) {
        if (!problems.isEmpty()) {
            int more = problems.size() - PROBLEMS_SHOWN;
            throw new SafetensorsException(
                    index,
                    "does not agree with its files:\n  "
                            + String.join(
                                    "\n  ",
                                    problems.stream().limit(PROBLEMS_SHOWN).toList())
                            + (more > 0 ? "\n  and " + more + " more" : ""));
        }
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        SafetensorsFile shard = shardOf.get(name);
        if (shard == null) {
            throw new WeightsException(index + " has no tensor " + name + "; it has " + tensors.size() + " others");
        }
        return shard.read(name);
    }

    @Override
    public void close() {
        shardOf.values().forEach(SafetensorsFile::close);
    }

    @Override
    public String origin() {
        return index.toString();
    }

    @Override
    public String toString() {
        return index + " (" + tensors.size() + " tensors)";
    }
}
