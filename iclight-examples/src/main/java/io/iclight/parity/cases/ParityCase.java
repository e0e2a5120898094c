package io.iclight.parity.cases;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One call of a reference program: what it was given, what it returned, and how close is close enough.
 *
 * <p>Tensors that it returns belong to the caller, like those of any {@link TensorSource}.
 */
public final class ParityCase implements AutoCloseable {

    private final JsonObject json;
    private final Path folder;
    private final SafetensorsFile tensors;

    private ParityCase(JsonObject json, Path folder, SafetensorsFile tensors) {
        this.json = json;
        this.folder = folder;
        this.tensors = tensors;
    }

    /**
     * Reads a case, and opens its tensors where there are any.
     *
     * @param jsonFile its {@code .json}; its {@code .safetensors} lies beside it
     * @return the case, to be closed by the caller
     * @throws io.iclight.io.json.JsonException if it is malformed
     */
    public static ParityCase read(Path jsonFile) {
        JsonObject json = JsonReader.read(jsonFile);
        Path tensorFile = jsonFile.resolveSibling(json.string("case") + ".safetensors");
        SafetensorsFile tensors = Files.exists(tensorFile) ? SafetensorsFile.open(tensorFile) : null;
        return new ParityCase(json, jsonFile.getParent(), tensors);
    }

    /**
     * Returns the name of the case.
     *
     * @return unique in its suite
     */
    public String name() {
        return json.string("case");
    }

    /**
     * Returns the whole {@code case.json}.
     *
     * @return its top object
     */
    public JsonObject json() {
        return json;
    }

    /**
     * Finds a file or folder that the case names, such as a vocabulary.
     *
     * @param path from the folder that the reference program ran in
     * @return where it is: in the collection, or from a folder above it or above the working directory
     * @throws UnknownCaseException if it is nowhere
     */
    public Path file(String path) {
        return new NamedFiles(folder)
                .find(path)
                .orElseThrow(() -> new UnknownCaseException(this + ": there is no " + path + " in the collection of "
                        + folder + ", above it, or above the working directory"));
    }

    /**
     * Returns the settings of the thing under test.
     *
     * @return under the names that the reference's own {@code config.json} uses
     */
    public JsonObject config() {
        return json.object("config");
    }

    /**
     * Returns the scalar arguments of the call.
     *
     * @return {@code args}
     */
    public JsonObject args() {
        return json.object("args");
    }

    /**
     * Lists the outputs that must be compared.
     *
     * @return their names
     */
    public List<String> outputs() {
        return json.has("outputs") ? json.strings("outputs") : List.of();
    }

    /**
     * Says whether the case has a tensor.
     *
     * @param name of an input or an output
     * @return whether it is there
     */
    public boolean hasTensor(String name) {
        return tensors != null && tensors.tensors().containsKey(name);
    }

    /**
     * Reads an input, or an expected output.
     *
     * @param name as in {@code inputs} or {@code outputs}
     * @return the tensor, belonging to the caller
     */
    public Tensor tensor(String name) {
        if (tensors == null) {
            throw new UnknownCaseException(json.origin() + " has no tensors, " + name + " was looked for");
        }
        return tensors.read(name);
    }

    /**
     * Returns the parameters of the one module that the case runs.
     *
     * @return the parameters under the module's own names
     */
    public TensorSource weights() {
        return weights(json.object("weights"), json.object("state_dict"));
    }

    /**
     * Returns the parameters of one of several modules.
     *
     * @param module such as {@code unet}
     * @return the parameters under the module's own names
     */
    public TensorSource weights(String module) {
        return weights(
                json.object("weights").object(module), json.object("state_dict").object(module));
    }

    /**
     * Makes parameters as a case describes them.
     *
     * @param generator {@code generator}, {@code seed} and perhaps {@code gain}
     * @param stateDict shapes by name
     * @return the parameters
     */
    public static TensorSource weights(JsonObject generator, JsonObject stateDict) {
        return weights(
                generator,
                stateDict.keys().stream()
                        .collect(ImmutableMap.toImmutableMap(
                                name -> name,
                                name -> new TensorInfo(
                                        ElementType.F32, ImmutableLongArray.copyOf(stateDict.integers(name))))));
    }

    /**
     * Makes parameters as a case describes them.
     *
     * @param generator {@code generator}, {@code seed} and perhaps {@code gain}
     * @param shapes by name
     * @return the parameters
     */
    public static TensorSource weights(JsonObject generator, ImmutableMap<String, TensorInfo> shapes) {
        if (!generator.string("generator").equals("iclight-hash-v1")) {
            throw new UnknownCaseException(
                    generator.origin() + ": no generator is called " + generator.string("generator"));
        }
        long seed = generator.integer("seed");
        return generator.has("gain")
                ? HashWeights.offset(shapes, seed, generator.number("gain"))
                : HashWeights.model(shapes, seed);
    }

    @Override
    public void close() {
        if (tensors != null) {
            tensors.close();
        }
    }

    @Override
    public String toString() {
        return json.string("suite") + "/" + name();
    }
}
