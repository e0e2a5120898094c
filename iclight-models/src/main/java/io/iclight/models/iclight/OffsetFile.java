package io.iclight.models.iclight;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.unet.UNetConfig;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/**
 * An IC-Light offset in a file: lllyasviel's have diffusers' names, and huchenlei's, made for ComfyUI, those of
 * latent-diffusion programs. It shows diffusers' names either way.
 */
public final class OffsetFile implements TensorSource {

    private final LdmCheckpoint file;
    private final TensorSource unet;

    private OffsetFile(LdmCheckpoint file, TensorSource unet) {
        this.file = file;
        this.unet = unet;
    }

    /**
     * Opens an offset.
     *
     * @param path the file
     * @param base the shape of the UNet that it is to be added to, by which names are translated
     * @return the offset, to be closed by the caller; nothing but its header has been read
     * @throws OffsetException if it is none of IC-Light's; the message says which files are
     * @throws WeightsException if it is no safetensors file; a pickle is refused with the reason
     */
    public static OffsetFile open(Path path, UNetConfig base) {
        TensorSource tensors = Safetensors.open(path);
        try {
            if (!LdmCheckpoint.has(tensors, Part.UNET)) {
                throw IcLightModel.none(tensors, "it has no UNet's parameters");
            }
            LdmCheckpoint file = LdmCheckpoint.of(tensors);
            TensorSource unet = file.unet(base);
            IcLightModel.of(unet);
            return new OffsetFile(file, unet);
        } catch (RuntimeException | Error e) {
            tensors.close();
            throw e;
        }
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return unet.tensors();
    }

    @Override
    public Tensor read(String name) {
        return unet.read(name);
    }

    @Override
    public String origin() {
        return unet.origin();
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
