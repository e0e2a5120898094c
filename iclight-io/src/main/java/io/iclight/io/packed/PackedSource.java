package io.iclight.io.packed;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.PackedForm;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A source, and a file for what a graph makes of it. The graph that is loaded from it first writes the file, about as large as
 * its parameters are in memory; those that are loaded later map it. Whoever replaces the file meanwhile must do so by moving a
 * new one into its place: the numbers of a model whose file is overwritten change, and a file that is cut off kills the
 * process.
 */
public final class PackedSource implements TensorSource {

    private final TensorSource plain;
    private final PackedFile packed;

    /**
     * Joins the two.
     *
     * @param plain the parameters as a checkpoint has them; closed with this
     * @param folder of the file; is made if need be
     * @param name begins the file's name
     * @param version tells these parameters from others, such as the names and times of their files; what the file has
     *     for another version is replaced
     */
    public PackedSource(TensorSource plain, Path folder, String name, String version) {
        this.plain = plain;
        this.packed = new PackedFile(folder, name, version);
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return plain.tensors();
    }

    @Override
    public Tensor read(String name) {
        return plain.read(name);
    }

    @Override
    public String origin() {
        return plain.origin();
    }

    @Override
    public Optional<PackedForm> packed() {
        return Optional.of(packed);
    }

    @Override
    public void close() {
        plain.close();
    }
}
