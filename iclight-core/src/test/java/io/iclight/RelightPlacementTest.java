package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.PassObserver;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.UnknownDeviceException;
import io.iclight.light.LightSide;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.noise.TorchGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and in what a relight computes. */
class RelightPlacementTest {

    private static final ImageSize SIZE = new ImageSize(64, 64);

    private static final Image PHOTO = Image.of(SIZE, PixelFormat.RGB, new byte[64 * 64 * 3]);

    @Test
    void latentsAreInFloat32BetweenTheSteps(@TempDir Path folder) {
        RelightRequest request = RelightRequest.builder()
                .prompt("a vase")
                .size(SIZE.width(), SIZE.height())
                .steps(4)
                .light(LightSide.LEFT)
                .build();
        Latents latents = new Latents();
        RunProgress progress = new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation());
        try (RelightModels models = TinyModels.load(folder, IcLightModel.FC, Placement.cpu(ElementType.F16));
                RelightRun run = new RelightRun(
                        models,
                        request,
                        Scene.textConditioned(PHOTO, LightSide.LEFT),
                        new TorchGenerator(1),
                        progress)) {
            run.lowres(latents);
        }
        assertThat(latents.seen).hasSizeGreaterThanOrEqualTo(3 + 2 * 3).containsOnly(ElementType.F32);
    }

    @Test
    void aRelightInHalfPrecisionIsNearlyTheSame(@TempDir Path folder) {
        Image exact = relit(TinyModels.load(folder));
        Image half = relit(TinyModels.load(folder, IcLightModel.FC, Placement.cpu(ElementType.BF16)));
        assertThat(half).isNotEqualTo(exact);
        byte[] want = exact.samples();
        byte[] got = half.samples();
        double sum = 0;
        for (int i = 0; i < want.length; i++) {
            sum += Math.abs((want[i] & 0xFF) - (got[i] & 0xFF));
        }
        assertThat(sum / want.length).isLessThan(8);
    }

    private static Image relit(RelightModels models) {
        try (Relighter relighter = new Relighter(models)) {
            return relighter
                    .relight(PHOTO)
                    .prompt("a vase")
                    .size(SIZE.width(), SIZE.height())
                    .steps(2)
                    .withoutHighres()
                    .run()
                    .image();
        }
    }

    @Test
    void cardsComputeAsTheDemoDoesUnlessAskedOtherwise() {
        assertThat(Precision.defaultFor(Device.CPU)).isEqualTo(Precision.FULL);
        assertThat(Precision.defaultFor(Device.cuda(1)))
                .isEqualTo(new Precision(ElementType.F16, ElementType.BF16, ElementType.F16));
        assertThatThrownBy(() -> Precision.all(ElementType.I8)).hasMessageContaining("not in I8");
        assertThatThrownBy(() -> Relighter.builder().device("tpu")).isInstanceOf(UnknownDeviceException.class);
    }

    /** Notes what latents are in. */
    private static final class Latents implements PassObserver {

        private final List<ElementType> seen = new ArrayList<>();

        @Override
        public void onConditions(Tensor latents) {
            note(latents);
        }

        @Override
        public void onImage(Tensor latents) {
            note(latents);
        }

        @Override
        public void onStart(Tensor latents) {
            note(latents);
        }

        @Override
        public void onPrediction(Tensor prediction) {
            note(prediction);
        }

        @Override
        public void onStep(StepListener.Step step) {
            note(step.x());
        }

        private void note(Tensor tensor) {
            seen.add(ElementType.of(tensor.scalar_type()));
        }
    }
}
