package io.iclight.io.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.weights.HeldWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.PackedForm;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters in a safetensors file as they lie in a graph's memory: every tensor is bytes, and the header's metadata says what
 * they are. The file is mapped for as long as a graph computes with it, and its pages are shared with every process that does.
 *
 * @param folder of the file; need not exist
 * @param name begins the file's; the kernels that it is for end it, so that programs with others do not replace it
 * @param version of what the parameters are made of; a file of another is as good as none
 */
record PackedFile(Path folder, String name, String version) implements PackedForm {

    private static final String VERSION = "iclight.version";
    private static final String KERNELS = "iclight.kernels";
    private static final String GRAPH = "iclight.graph";
    private static final String SEAL = "iclight.seal";

    private static final String ASKED = "asked";
    private static final String HELD = "held";

    private static final int HASH_LENGTH = 8;

    private Path file(String kernels) {
        return folder.resolve(name + "-" + hash(kernels).substring(0, HASH_LENGTH) + ".packed");
    }

    @Override
    public Optional<HeldWeights> find(String kernels, ModelMemory memory) {
        Path file = file(kernels);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            ImmutableMap<String, String> notes = opened.metadata();
            if (!version.equals(notes.get(VERSION)) || !kernels.equals(notes.get(KERNELS))) {
                return Optional.empty();
            }
            String graph = notes.getOrDefault(GRAPH, "");
            // What is said of layouts goes to native code, which trusts it.
            if (!hash(graph).equals(notes.get(SEAL))) {
                throw new WeightsException(
                        file + " is damaged: its header is not what was written; delete it, and it is made anew");
            }
            return Optional.of(mapped(opened, JsonReader.parse(graph, file.toString()), memory));
        }
    }

    private static HeldWeights mapped(SafetensorsFile file, JsonObject graph, ModelMemory memory) {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        ImmutableList.Builder<Tensor> backing = ImmutableList.builder();
        read(graph.object(HELD)).forEach((tensor, packed) -> {
            Tensor bytes = memory.own(() -> file.read(tensor));
            backing.add(bytes);
            tensors.put(tensor, memory.own(() -> packed.over(bytes, file.origin() + ", tensor " + tensor)));
        });
        Map<String, TensorInfo> asked = Maps.transformValues(read(graph.object(ASKED)), PackedTensor::info);
        return new HeldWeights(ImmutableMap.copyOf(asked), tensors.buildOrThrow(), backing.build());
    }

    private static ImmutableMap<String, PackedTensor> read(JsonObject tensors) {
        return tensors.keys().stream()
                .collect(ImmutableMap.toImmutableMap(key -> key, key -> PackedTensor.of(tensors.object(key))));
    }

    @Override
    public void keep(String kernels, HeldWeights held) {
        Path file = file(kernels);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
        String graph = JsonWriter.text(ImmutableMap.of(
                ASKED,
                        Maps.transformValues(
                                held.infos(), info -> PackedTensor.plain(info).json()),
                HELD,
                        Maps.transformValues(
                                held.tensors(),
                                tensor -> PackedTensor.of(tensor).json())));
        SafetensorsWriter.create()
                .alignedTo(BytesSource.CACHE_LINE)
                .metadata(VERSION, version)
                .metadata(KERNELS, kernels)
                .metadata(GRAPH, graph)
                .metadata(SEAL, hash(graph))
                .write(new BytesSource(held.tensors(), file.toString()), file);
    }

    private static String hash(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
