package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTextGraph;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.unet.UNetGraph;
import io.iclight.samplers.Prediction;
import io.iclight.train.MiniConfig;
import io.iclight.train.optim.CalmStart;
import io.iclight.train.optim.NamedTensors;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Training;
import io.iclight.train.optim.TrainingState;
import io.iclight.train.optim.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains UNet and text encoder together, from nothing. The UNet is both of IC-Light's models in one: half of the pictures come
 * with their backdrop, the others with zeros in its place, which is as if there were no such channels. What is written has the
 * form of Stable Diffusion with IC-Light's offsets: a plain UNet, and offsets that hold the further input channels, and zeros.
 *
 * @param unet what stands in the plain UNet's {@code config.json}
 * @param text what stands in the text encoder's
 * @param scheduler what stands in {@code scheduler_config.json}: what the UNet predicts
 * @param tokenizer folder of the vocabulary
 * @param training where and how
 */
public record NewModel(JsonObject unet, JsonObject text, JsonObject scheduler, Path tokenizer, Training training) {

    private static final String UNET = "unet.";
    private static final String TEXT = "text_encoder.";
    private static final IcLightModel MODEL = IcLightModel.FBC;
    private static final String INPUT = "conv_in.weight";
    private static final double HIDDEN = 0.5;

    /**
     * The small model's sizes.
     *
     * @param tokenizer folder of the vocabulary
     * @param training where and how
     * @return a training from nothing
     */
    public static NewModel ofMini(Path tokenizer, Training training) {
        return new NewModel(
                MiniConfig.UNET.json(),
                MiniConfig.TEXT_ENCODER.json(),
                MiniConfig.SCHEDULER.json(),
                tokenizer,
                training);
    }

    /**
     * Trains.
     *
     * @param schooling what to learn from
     * @param progress is told each line of the log
     */
    public void run(Schooling schooling, Consumer<String> progress) {
        Prediction prediction = Predictions.of(scheduler);
        Prompts prompts = new Prompts(ClipTokenizer.read(tokenizer));
        try (ParameterVector parameters = ParameterVector.of(initial(schooling.seed()));
                ParameterVector twin = parameters.twin();
                Graphs first = graphs(parameters);
                Graphs second = graphs(twin);
                TrainingState state = new TrainingState(parameters)) {
            progress.accept(parameters.toString());
            training.run(
                    state,
                    List.of(
                            new Worker(parameters, schooling.objective(first.pupil(prompts), prediction, HIDDEN, 0)),
                            new Worker(twin, schooling.objective(second.pupil(prompts), prediction, HIDDEN, 1))),
                    new Training.Listener() {
                        @Override
                        public void onLine(String line) {
                            progress.accept(line);
                        }

                        @Override
                        public void onBest(TrainingState best) {
                            write(best);
                        }
                    });
        }
    }

    private UNetConfig unetConfig() {
        return MODEL.grow(UNetConfig.of(unet));
    }

    private TensorSource initial(long seed) {
        ClipTextConfig textConfig = ClipTextConfig.of(text);
        return new CalmStart(
                new Joined(ImmutableMap.of(
                        UNET, HashWeights.model(UNet.parameters(unetConfig()), seed),
                        TEXT, HashWeights.model(ClipTextEncoder.parameters(textConfig), seed + 1))),
                0.1);
    }

    /** Both graphs over the same parameters. */
    private record Graphs(LoadedGraph<UNetGraph> unet, LoadedGraph<ClipTextGraph> text) implements AutoCloseable {

        Pupil pupil(Prompts prompts) {
            return new Pupil(unet.graph(), text.graph(), prompts, MODEL);
        }

        @Override
        public void close() {
            unet.close();
            text.close();
        }
    }

    private Graphs graphs(ParameterVector parameters) {
        UNetConfig unetConfig = unetConfig();
        ClipTextConfig textConfig = ClipTextConfig.of(text);
        return new Graphs(
                LoadedGraph.load(
                        "the UNet in training",
                        parameters.leaves(UNET),
                        ElementType.F32,
                        weights -> new UNetGraph(weights, unetConfig)),
                LoadedGraph.load(
                        "the text encoder in training",
                        parameters.leaves(TEXT),
                        ElementType.F32,
                        weights -> new ClipTextGraph(weights, textConfig)));
    }

    private void write(TrainingState state) {
        Path folder = training.folder();
        try (TensorScope scope = TensorScope.open()) {
            NamedTensors averaged = state.averaged();
            NamedTensors whole = averaged.part(UNET);
            NamedTensors plain = withInput(whole, IcLightModel.LATENT_CHANNELS);
            write(unet.entries(), plain, folder.resolve("unet"), "diffusion_pytorch_model");
            write(text.entries(), averaged.part(TEXT), folder.resolve("text_encoder"), "model");
            for (IcLightModel model : IcLightModel.values()) {
                Offsets.write(plain, withInput(whole, model.inChannels()), model, folder);
            }
            JsonWriter.write(
                    Files.createDirectories(folder.resolve("scheduler")).resolve("scheduler_config.json"),
                    scheduler.entries());
            Path copy = Files.createDirectories(folder.resolve("tokenizer"));
            try (var files = Files.list(tokenizer)) {
                for (Path file : files.toList()) {
                    Files.write(copy.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e, e);
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

    private static void write(Map<String, Object> config, TensorSource source, Path folder, String name)
            throws IOException {
        Files.createDirectories(folder);
        JsonWriter.write(folder.resolve("config.json"), config);
        SafetensorsWriter.create()
                .metadata("format", "pt")
                .metadata("origin", source.origin())
                .write(source, folder.resolve(name + ".safetensors"));
    }
}
