package io.iclight.io.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters in a safetensors file as they lie in a graph's memory: every tensor is bytes, and the header's metadata says what
 * they are. The file is mapped for as long as a graph computes with it, and its pages are shared with every process that does.
 *
 * @param file need not exist
 * @param sources what the parameters are made of; a file of others is as good as none
 */
record PackedFile(Path file, String sources) implements PackedForm {

    private static final String SOURCES = "iclight.sources";
    private static final String KERNELS = "iclight.kernels";
    private static final String ASKED = "iclight.asked";
    private static final String HELD = "iclight.held";

    @Override
    public Optional<HeldWeights> find(String kernels, ModelMemory memory) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            ImmutableMap<String, String> notes = opened.metadata();
            return sources.equals(notes.get(SOURCES)) && kernels.equals(notes.get(KERNELS))
                    ? Optional.of(mapped(opened, memory))
                    : Optional.empty();
        }
    }

    private HeldWeights mapped(SafetensorsFile opened, ModelMemory memory) {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        ImmutableList.Builder<Tensor> backing = ImmutableList.builder();
        read(opened.metadata().get(HELD)).forEach((name, packed) -> {
            Tensor bytes = memory.own(() -> opened.read(name));
            backing.add(bytes);
            tensors.put(name, memory.own(() -> packed.over(bytes, file, name)));
        });
        return new HeldWeights(
                ImmutableMap.copyOf(Maps.transformValues(read(opened.metadata().get(ASKED)), PackedTensor::info)),
                tensors.buildOrThrow(),
                backing.build());
    }

    private ImmutableMap<String, PackedTensor> read(String text) {
        JsonObject json = JsonReader.parse(text, file.toString());
        return json.keys().stream()
                .collect(ImmutableMap.toImmutableMap(name -> name, name -> PackedTensor.of(json.object(name))));
    }

    @Override
    public void keep(String kernels, HeldWeights held) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
        SafetensorsWriter.create()
                .alignedTo(BytesSource.CACHE_LINE)
                .metadata(SOURCES, sources)
                .metadata(KERNELS, kernels)
                .metadata(ASKED, text(Maps.transformValues(held.infos(), PackedFile::plain)))
                .metadata(HELD, text(Maps.transformValues(held.tensors(), PackedTensor::of)))
                .write(new BytesSource(held.tensors(), file.toString()), file);
    }

    private static PackedTensor plain(TensorInfo info) {
        return new PackedTensor(info, Optional.empty());
    }

    private static String text(Map<String, PackedTensor> tensors) {
        return JsonWriter.text(Maps.transformValues(tensors, PackedTensor::json));
    }
}
