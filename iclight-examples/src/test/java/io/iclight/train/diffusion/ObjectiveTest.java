package io.iclight.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
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
import io.iclight.train.optim.NamedTensors;
import io.iclight.train.optim.Objective;
import io.iclight.train.optim.ParameterVector;
import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.StepNoise;
import io.iclight.train.optim.Training;
import io.iclight.train.text.BytePairs;
import io.iclight.train.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The slope of a loss along its own gradient is the gradient's length: text encoder, UNet and mixer are differentiated right,
 * all parameters together. And what each part of a loss counts.
 */
class ObjectiveTest {

    private static final UNetConfig UNET = IcLightModel.FBC.grow(UNetConfig.of(JsonReader.parse("""
            {"block_out_channels": [8, 16], "layers_per_block": 1, "norm_num_groups": 4, "cross_attention_dim": 16,
             "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
             "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "attention_head_dim": 2}
            """, "a tiny UNet")));

    private static final ClipTextConfig TEXT = ClipTextConfig.of(JsonReader.parse("""
            {"vocab_size": 600, "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
             "intermediate_size": 32, "max_position_embeddings": 77}
            """, "a tiny text encoder"));

    @TempDir
    private Path folder;

    /** What is learnt, and from what. */
    private record Lesson(ParameterVector parameters, Pupil pupil, Mixer mixer, LatentPool pool) {

        DenoisingObjective denoising(Optional<Prediction> loss) {
            return new Schooling(ImmutableList.of(pool), pool, loss, 8, 1).objective(pupil, Prediction.V, 0.5, 0);
        }

        ConsistencyObjective consistency(DenoisingObjective denoising) {
            return new ConsistencyObjective(denoising, mixer, 1, 2);
        }
    }

    @Test
    void theSlopeAlongTheGradientIsItsLength() throws IOException {
        learn(lesson -> {
            DenoisingObjective denoising = lesson.denoising(Optional.empty());

            requireSlope(lesson.parameters(), denoising);
            requireSlope(lesson.parameters(), lesson.consistency(denoising));
        });
    }

    @Test
    void consistencyCountsAsMuchWhateverTheLossIsAnErrorOf() throws IOException {
        learn(lesson -> {
            DenoisingObjective ofVelocity = lesson.denoising(Optional.empty());
            DenoisingObjective ofNoise = lesson.denoising(Optional.of(Prediction.EPSILON));
            double expected = value(lesson.consistency(ofVelocity)) - value(ofVelocity);

            assertThat(value(ofNoise)).isNotCloseTo(value(ofVelocity), withinPercentage(1));
            assertThat(value(lesson.consistency(ofNoise)) - value(ofNoise)).isCloseTo(expected, withinPercentage(0.1));
        });
    }

    @Test
    void aMixerLearnsFromPicturesBeforeItSpeaksOfPredictions() throws IOException {
        Training training = new Training(folder.resolve("training"), Recipe.of(1e-3, 1), 1, 1);
        try (LatentPool pool = LatentPool.read(latents());
                MixerStart random = MixerStart.of(schooling(pool), 0, training);
                MixerStart taught = MixerStart.of(schooling(pool), 1, training)) {
            assertThat(untrue(taught, pool)).isLessThan(0.2 * untrue(random, pool));
        }
    }

    /** A held-out loss is compared with earlier ones of its measure alone. */
    @Test
    void theMeasureSaysWhatAHeldOutLossDependsOn() throws IOException {
        learn(lesson -> {
            DenoisingObjective velocity = lesson.denoising(Optional.empty());
            DenoisingObjective noise = lesson.denoising(Optional.of(Prediction.EPSILON));
            Mixer mixer = lesson.mixer();

            assertThat(ImmutableList.of(
                            velocity.measure(),
                            noise.measure(),
                            new ConsistencyObjective(noise, mixer, 1, 2).measure(),
                            new ConsistencyObjective(noise, mixer, 2, 2).measure()))
                    .doesNotHaveDuplicates()
                    .allMatch(text -> text.matches(".+, 1 files of SHA-256 [0-9a-f]{16}, seed 1.*"));
            assertThat(lesson.denoising(Optional.of(Prediction.V)).measure()).isEqualTo(velocity.measure());
        });
    }

    @Test
    void latentsAreToldApartByWhatTheyHold() throws IOException {
        Path file = latents().resolve("two.safetensors");
        try (LatentPool pool = LatentPool.read(file.getParent())) {
            String before = pool.digest();
            Files.move(file, file.resolveSibling("renamed.safetensors"));
            try (LatentPool renamed = LatentPool.read(file.getParent())) {
                assertThat(renamed.digest()).isEqualTo(before);
            }
            Files.copy(file.resolveSibling("renamed.safetensors"), file);
            try (LatentPool more = LatentPool.read(file.getParent())) {
                assertThat(more.digest()).isNotEqualTo(before);
            }
        }
    }

    private static Schooling schooling(LatentPool pool) {
        return new Schooling(ImmutableList.of(pool), pool, Optional.empty(), 8, 1);
    }

    private static double untrue(MixerStart start, LatentPool pool) {
        try (LoadedGraph<Mixer> mixer = LoadedGraph.load("a mixer", start.source(), ElementType.F32, Mixer::new)) {
            return new MixingObjective(mixer.graph(), ImmutableList.of(pool), pool, 1).heldOut();
        }
    }

    private static double value(Objective objective) {
        try (TensorScope scope = TensorScope.open()) {
            return objective.loss(0).item_float();
        }
    }

    private void learn(Consumer<Lesson> use) throws IOException {
        Joined initial = new Joined(ImmutableMap.of(
                "unet.", HashWeights.model(UNet.parameters(UNET), 1),
                "text.", HashWeights.model(ClipTextEncoder.parameters(TEXT), 2),
                "mixer.", HashWeights.model(Mixer.parameters(), 3)));
        try (ParameterVector parameters = ParameterVector.of(initial);
                LoadedGraph<UNetGraph> unet = LoadedGraph.load(
                        "a UNet", parameters.leaves("unet."), ElementType.F32, w -> new UNetGraph(w, UNET));
                LoadedGraph<ClipTextGraph> text = LoadedGraph.load(
                        "a text encoder",
                        parameters.leaves("text."),
                        ElementType.F32,
                        w -> new ClipTextGraph(w, TEXT));
                LoadedGraph<Mixer> mixer =
                        LoadedGraph.load("a mixer", parameters.leaves("mixer."), ElementType.F32, Mixer::new);
                LatentPool pool = LatentPool.read(latents());
                TensorScope scope = TensorScope.open()) {
            Pupil pupil = new Pupil(
                    unet.graph(), text.graph(), new Prompts(ClipTokenizer.read(tokenizer())), IcLightModel.FBC);
            use.accept(new Lesson(parameters, pupil, mixer.graph(), pool));
        }
    }

    private static void requireSlope(ParameterVector parameters, Objective objective) {
        try (TensorScope scope = TensorScope.open()) {
            parameters.gradients().zero_();
            objective.loss(0).backward();
            new NoGradGuard();
            double length = parameters.gradients().norm().item_float();
            double step = 0.01;
            Tensor direction = parameters.gradients().div(new Scalar(length));
            parameters.values().add_(direction, new Scalar(step));
            double ahead = objective.loss(0).item_float();
            parameters.values().add_(direction, new Scalar(-2 * step));
            double behind = objective.loss(0).item_float();
            parameters.values().add_(direction, new Scalar(step));

            assertThat((ahead - behind) / (2 * step)).isCloseTo(length, within(0.02 * length));
        }
    }

    private Path tokenizer() throws IOException {
        Path tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
        TokenizerFiles.write(BytePairs.learn("light from the left", 598), 600, 77, tokenizer);
        return tokenizer;
    }

    private Path latents() throws IOException {
        Path latents = Files.createDirectories(folder.resolve("latents"));
        String label = "{\"words\":\"an apple, light from the left\",\"side\":\"left\"}";
        String labels = String.join(",", Collections.nCopies(2 * 6, label));
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.create()
                    .metadata("exposures", "{\"exposures\":[" + labels + "]}")
                    .write(
                            new NamedTensors(
                                    ImmutableMap.of(
                                            "found", StepNoise.of(1, 2, 2, 4, 8, 8),
                                            "lit", lit(),
                                            "backdrops", StepNoise.of(3, 2, 6, 4, 8, 8),
                                            "matte", StepNoise.of(4, 2, 1, 8, 8),
                                            "starts", StepNoise.of(5, 4, 4, 8, 8)),
                                    "made up"),
                            latents.resolve("two.safetensors"));
        }
        return latents;
    }

    /** The third is the sum of the first two. */
    private static Tensor lit() {
        Tensor lit = StepNoise.of(2, 2, 6, 4, 8, 8);
        lit.select(1, 2).copy_(lit.select(1, 0).add(lit.select(1, 1)));
        return lit;
    }
}
