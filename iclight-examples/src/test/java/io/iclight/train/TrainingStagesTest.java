package io.iclight.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.PredictionType;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.train.data.LatentFile;
import io.iclight.train.data.PicturePool;
import io.iclight.train.data.SceneFile;
import io.iclight.train.diffusion.JointTraining;
import io.iclight.train.diffusion.LatentPool;
import io.iclight.train.diffusion.ModelStart;
import io.iclight.train.diffusion.OffsetTraining;
import io.iclight.train.diffusion.Schooling;
import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;
import io.iclight.train.text.BytePairs;
import io.iclight.train.text.TokenizerFiles;
import io.iclight.train.vae.AutoencoderTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every stage in small: two scenes, and models of some ten thousand parameters. */
class TrainingStagesTest {

    private static final int SIZE = 64;
    private static final int TOKENS = 600;

    private static final JsonObject VAE = JsonReader.parse("""
            {"block_out_channels": [8, 8, 16, 16], "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 4,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
             "scaling_factor": 1.0}
            """, "a tiny autoencoder");

    private static final JsonObject UNET = JsonReader.parse("""
            {"block_out_channels": [8, 16], "layers_per_block": 1, "norm_num_groups": 4, "cross_attention_dim": 16,
             "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
             "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "attention_head_dim": 2}
            """, "a tiny UNet");

    private static final JsonObject TEXT = JsonReader.parse("""
            {"vocab_size": 600, "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
             "intermediate_size": 32, "max_position_embeddings": 77}
            """, "a tiny text encoder");

    private static final JsonObject SCHEDULER = JsonReader.parse("{}", "a scheduler");

    @TempDir
    private static Path folder;

    private static Path scenes;
    private static Path latents;
    private static Path tokenizer;

    /** Scenes, an autoencoder, their latents and a vocabulary; the autoencoder has to learn for the test of it. */
    @BeforeAll
    static void prepare() throws IOException {
        scenes = Files.createDirectories(folder.resolve("scenes"));
        SceneFile.render(5, 2, SIZE, scenes.resolve("two.safetensors"), seed -> {});
        try (PicturePool pictures = PicturePool.open(List.of(scenes))) {
            autoencoder(folder.resolve("vae-run"), 60).run(pictures, pictures, line -> {});
        }
        latents = Files.createDirectories(folder.resolve("latents"));
        Checkpoint trained = Checkpoint.open(folder.resolve("vae-run"));
        try (TensorSource weights = trained.weights(Part.VAE);
                Autoencoder autoencoder =
                        new Autoencoder(AutoencoderConfig.of(trained.config(Part.VAE)), weights, ElementType.F32)) {
            LatentFile.encode(scenes.resolve("two.safetensors"), autoencoder, latents.resolve("two.safetensors"));
        }
        tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
        TokenizerFiles.write(BytePairs.learn("light from the left", TOKENS - 2), TOKENS, 77, tokenizer);
    }

    private static AutoencoderTraining autoencoder(Path run, int steps) {
        return new AutoencoderTraining(VAE, training(run, steps), 8, 32, 1);
    }

    private static Training training(Path run, int steps) {
        return new Training(run, Recipe.of(4e-3, 60), 10, steps);
    }

    @Test
    void theSameSeedRendersTheSameFile() throws IOException {
        Path again = folder.resolve("again.safetensors");

        SceneFile.render(5, 2, SIZE, again, seed -> {});

        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(scenes.resolve("two.safetensors")));
        try (SafetensorsFile file = SafetensorsFile.open(again)) {
            assertThat(file.metadata().get("exposures"))
                    .as("the same in every JVM")
                    .matches("\\{\"exposures\":\\[(\\{\"words\":\"[^\"]+\",\"side\":\"[a-z]+\"},?){12}]}");
        }
    }

    @Test
    void anAutoencoderLearnsTwoScenes() throws IOException {
        List<Double> losses = losses(folder.resolve("vae-run"));

        assertThat(losses.get(losses.size() - 1)).isLessThan(0.6 * losses.get(0));
        assertThat(ImageDecoder.STANDARD
                        .read(folder.resolve("vae-run/curve.png"))
                        .width())
                .isEqualTo(900);
    }

    /** What is there already is kept only if it is what would be made. */
    @Test
    void filesOfOtherSizesOrAutoencodersAreToldApart() {
        Path encoded = latents.resolve("two.safetensors");
        try (Checkpoint trained = Checkpoint.open(folder.resolve("vae-run"));
                TensorSource weights = trained.weights(Part.VAE);
                Autoencoder own =
                        new Autoencoder(AutoencoderConfig.of(trained.config(Part.VAE)), weights, ElementType.F32)) {
            assertThatCode(() -> LatentFile.requireOf(own, encoded)).doesNotThrowAnyException();
        }
        try (Autoencoder other = new Autoencoder(
                AutoencoderConfig.of(VAE),
                HashWeights.model(Autoencoder.parameters(AutoencoderConfig.of(VAE)), 3),
                ElementType.F32)) {
            assertThatThrownBy(() -> LatentFile.requireOf(other, encoded))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("was encoded by another autoencoder");
        }
        Path rendered = scenes.resolve("two.safetensors");
        assertThatCode(() -> SceneFile.requireSize(rendered, SIZE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SceneFile.requireSize(rendered, 2 * SIZE))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("has no pictures of 128 pixels");
        try (PicturePool pictures = PicturePool.open(List.of(scenes))) {
            AutoencoderTraining large = new AutoencoderTraining(VAE, training(folder.resolve("large"), 1), 8, 128, 1);
            assertThatThrownBy(() -> large.run(pictures, pictures, line -> {}))
                    .hasMessageContaining("pieces of 128 pixels do not fit into pictures of 64");
        }
    }

    @Test
    void latentsHaveADeviationOfOne() {
        try (SafetensorsFile file = SafetensorsFile.open(latents.resolve("two.safetensors"));
                TensorScope scope = TensorScope.open()) {
            double deviation =
                    file.read("lit").to(ElementType.F32.scalarType()).std(true).item_float();

            assertThat(deviation).isBetween(0.6, 1.6);
        }
    }

    @Test
    void anInterruptedTrainingGoesOnBitForBit() throws IOException {
        Path whole = folder.resolve("whole");
        Path interrupted = folder.resolve("interrupted");

        trainModel(whole, 8, line -> {});
        assertThatThrownBy(() -> trainModel(interrupted, 8, line -> {
                    if (line.startsWith("6,")) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        trainModel(interrupted, 8, line -> {});

        assertThat(Files.readAllBytes(interrupted.resolve("checkpoint.safetensors")))
                .isEqualTo(Files.readAllBytes(whole.resolve("checkpoint.safetensors")));
        assertThat(losses(interrupted)).isEqualTo(losses(whole));
    }

    @Test
    void aModelLearnsTwoScenesAndAnOffsetGoesOnFromIt() throws IOException {
        Path model = folder.resolve("model");
        trainModel(model, 120, line -> {});
        List<Double> losses = losses(model);
        assertThat(losses.get(losses.size() - 1)).isLessThan(0.8 * losses.get(0));

        Path offset = folder.resolve("offset");
        try (LatentPool pool = LatentPool.read(latents)) {
            new OffsetTraining(
                            model,
                            Optional.of(model.resolve("iclight_fc.safetensors")),
                            IcLightModel.FBC,
                            0.1,
                            new Training(offset, Recipe.of(1e-3, 3), 1, 3))
                    .run(new Schooling(ImmutableList.of(pool), pool, Optional.empty(), 4, 1), line -> {});
        }

        requireLoadable(model, model.resolve("iclight_fc.safetensors"), IcLightModel.FC);
        requireLoadable(model, model.resolve("iclight_fbc.safetensors"), IcLightModel.FBC);
        requireLoadable(model, offset.resolve("iclight_fbc.safetensors"), IcLightModel.FBC);
    }

    @Test
    void aModelThatPredictsNoiseLearnsTwoScenesToo() throws IOException {
        Path model = folder.resolve("epsilon");
        trainModel(PredictionType.EPSILON, model, 60, line -> {});

        List<Double> losses = losses(model);
        assertThat(losses.get(losses.size() - 1)).isLessThan(0.9 * losses.get(0));
        assertThat(Checkpoint.open(model).predictionType()).isEqualTo(PredictionType.EPSILON);
    }

    @Test
    void theOffsetsHoldTheFurtherChannelsAlone() {
        Path model = folder.resolve("zeros");
        trainModel(model, 2, line -> {});

        try (SafetensorsFile offset = SafetensorsFile.open(model.resolve("iclight_fc.safetensors"));
                TensorScope scope = TensorScope.open()) {
            for (String name : offset.tensors().keySet()) {
                float[] values = TensorData.floats(offset.read(name).abs().max());
                assertThat(values[0] > 0).as(name).isEqualTo(name.equals("conv_in.weight"));
            }
        }
    }

    /** The stage that goes on begins where the best model was, and one step of either loss leads elsewhere. */
    @Test
    void consistencyGoesOnFromAModel() {
        Path model = folder.resolve("before");
        trainModel(model, 4, line -> {});
        Path with = folder.resolve("with");
        Path without = folder.resolve("without");
        goOn(model, 0.5, with);
        goOn(model, 0, without);

        double fromBefore = distance(with, model);
        assertThat(fromBefore).isPositive().isLessThan(0.1);
        assertThat(distance(with, without)).isPositive().isLessThan(2 * fromBefore);
        requireLoadable(with, with.resolve("iclight_fbc.safetensors"), IcLightModel.FBC);
    }

    @Test
    void theAverageOfTwoModelsLiesBetweenThem() {
        Path model = folder.resolve("one");
        trainModel(model, 4, line -> {});
        Path other = folder.resolve("other");
        goOn(model, 0, other);
        Path between = folder.resolve("between");
        new ModelAverage(model, other, 0.75).write(between, file -> {});

        double apart = distance(model, other);
        assertThat(distance(model, between)).isCloseTo(0.25 * apart, within(0.01 * apart));
        assertThat(distance(other, between)).isCloseTo(0.75 * apart, within(0.01 * apart));
        requireLoadable(between, between.resolve("iclight_fc.safetensors"), IcLightModel.FC);

        Path onwards = folder.resolve("onwards");
        goOn(between, 0.5, onwards);
        assertThat(distance(between, onwards)).isPositive().isLessThan(0.1);
    }

    @Test
    void whatCannotBeTrainedWithIsRefused() {
        try (LatentPool pool = LatentPool.read(latents)) {
            assertThatThrownBy(() -> new Schooling(ImmutableList.of(pool), pool, Optional.empty(), 3, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("even number from 2, was 3");
        }
        assertThatThrownBy(() -> Recipe.of(0, 10)).hasMessageContaining("was 0.0");
        assertThatThrownBy(() -> new Training(folder, Recipe.of(1e-3, 1), 0, 1)).hasMessageContaining("were 0 and 1");
    }

    private static void goOn(Path model, double consistency, Path run) {
        try (LatentPool pool = LatentPool.read(latents)) {
            new JointTraining(
                            ModelStart.ofTrained(model, Optional.empty()),
                            consistency,
                            new Training(run, Recipe.of(1e-4, 2), 1, 2))
                    .run(new Schooling(ImmutableList.of(pool), pool, Optional.empty(), 4, 1), line -> {});
        }
    }

    /** The greatest difference of two UNets' parameters. */
    private static double distance(Path first, Path second) {
        double greatest = 0;
        try (TensorSource a = Checkpoint.open(first).weights(Part.UNET);
                TensorSource b = Checkpoint.open(second).weights(Part.UNET);
                TensorScope scope = TensorScope.open()) {
            for (String name : a.tensors().keySet()) {
                greatest = Math.max(
                        greatest, a.read(name).sub(b.read(name)).abs().max().item_float());
            }
        }
        return greatest;
    }

    private static void trainModel(Path run, int steps, Consumer<String> progress) {
        trainModel(PredictionType.V_PREDICTION, run, steps, progress);
    }

    private static void trainModel(PredictionType prediction, Path run, int steps, Consumer<String> progress) {
        JsonObject scheduler = SCHEDULER.with("prediction_type", prediction.diffusersName());
        Training training = new Training(run, Recipe.of(4e-3, steps), 2, 4);
        try (LatentPool pool = LatentPool.read(latents)) {
            new JointTraining(new ModelStart(UNET, TEXT, scheduler, tokenizer, Optional.empty()), 0, training)
                    .run(new Schooling(ImmutableList.of(pool), pool, Optional.empty(), 16, 1), progress);
        }
    }

    private static void requireLoadable(Path base, Path offset, IcLightModel model) {
        Checkpoint checkpoint = Checkpoint.open(base);
        try (TensorSource sum = IcLightWeights.add(checkpoint.weights(Part.UNET), SafetensorsFile.open(offset))) {
            UNet.requireFit(model.grow(UNetConfig.of(checkpoint.config(Part.UNET))), sum);
        }
    }

    private static List<Double> losses(Path run) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("log.csv"))) {
            if (!line.startsWith("step")) {
                losses.add(Double.parseDouble(line.split(",")[1]));
            }
        }
        return losses;
    }
}
