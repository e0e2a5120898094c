package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.file.FileCopy;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.train.optim.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A joint model as files: Stable Diffusion with IC-Light's offsets beside it. The plain UNet has the latents' input channels
 * alone; the offsets hold the further ones, and zeros.
 *
 * @param folder where it is written
 * @param start the model's sizes
 */
record JointModelFolder(Path folder, ModelStart start) {

    private static final String INPUT = "conv_in.weight";

    /** Writes the model, or replaces it. */
    void write(NamedTensors trained) {
        try (TensorScope scope = TensorScope.open()) {
            NamedTensors whole = trained.part(ModelStart.UNET);
            NamedTensors plain = withInput(whole, IcLightModel.LATENT_CHANNELS);
            write(start.unet().entries(), plain, "unet", "diffusion_pytorch_model");
            write(start.text().entries(), trained.part(ModelStart.TEXT), "text_encoder", "model");
            for (IcLightModel model : IcLightModel.values()) {
                Offsets.write(start.unet(), plain, withInput(whole, model.inChannels()), model, folder);
            }
            JsonWriter.write(
                    Files.createDirectories(folder.resolve("scheduler")).resolve("scheduler_config.json"),
                    start.scheduler().entries());
            FileCopy.copyAll(start.tokenizer(), folder.resolve("tokenizer"));
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
    }

    /** With the first input channels alone. */
    private static NamedTensors withInput(NamedTensors whole, int channels) {
        ImmutableMap.Builder<String, Tensor> kept = ImmutableMap.builder();
        whole.values()
                .forEach((name, value) -> kept.put(
                        name, name.equals(INPUT) ? value.narrow(1, 0, channels).contiguous() : value));
        return new NamedTensors(kept.buildOrThrow(), whole.origin());
    }

    private void write(Map<String, Object> config, TensorSource source, String part, String name) throws IOException {
        Path to = Files.createDirectories(folder.resolve(part));
        JsonWriter.write(to.resolve("config.json"), config);
        SafetensorsWriter.create()
                .metadata("format", "pt")
                .metadata("origin", source.origin())
                .write(source, to.resolve(name + ".safetensors"));
    }
}
