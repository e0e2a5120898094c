package io.iclight.train.matting;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.matting.IsNetGraph;
import io.iclight.models.matting.IsNetOutput;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The matting network's loss: the binary cross-entropy of the maps of all levels, each against the truth at full size,
 * added up (Qin et al., U2-Net, 2020; IS-Net, 2022).
 *
 * @param graph whose parameters learn; borrowed
 * @param training pictures to learn from; borrowed
 * @param heldOutPictures pictures to measure with; borrowed
 * @param batch how many composites a step has
 * @param seed decides which
 */
record MattingObjective(
        IsNetGraph graph, RenderedPictures training, RenderedPictures heldOutPictures, int batch, long seed)
        implements Objective {

    private static final int HELD_OUT = 64;

    @Override
    public Tensor loss(long step) {
        ImmutableList<Composite> composites =
                composites(training, batch, new Chance(seed).fork("matting").fork(step));
        try (TensorScope scope = TensorScope.open();
                IsNetOutput output = graph.output(pictures(composites))) {
            Tensor truth = mattes(composites);
            TensorVector losses = new TensorVector();
            output.maps().forEach(map -> losses.push_back(torch.binary_cross_entropy(map, truth)));
            return scope.handOut(torch.stack(losses, 0).sum());
        }
    }

    /** What is missing to a perfect overlap: 1 less the mean intersection over union. */
    @Override
    public double heldOut() {
        ImmutableList<Composite> composites = composites(heldOutPictures, HELD_OUT, new Chance(seed).fork("held out"));
        double sum = 0;
        for (Composite composite : composites) {
            ImmutableList<Composite> one = ImmutableList.of(composite);
            try (TensorScope scope = TensorScope.open();
                    IsNetOutput output = graph.output(pictures(one))) {
                float[] found = TensorData.floats(output.maps().get(0));
                sum += new Overlap(0.5).of(found, composite.opacity());
            }
        }
        return 1 - sum / HELD_OUT;
    }

    @Override
    public String measure() {
        return "1 less the overlap, " + heldOutPictures.digest() + ", seed " + seed;
    }

    private static ImmutableList<Composite> composites(RenderedPictures pictures, int count, Chance chance) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Composite.of(pictures, chance.fork(i)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The range in which photographs are shown to the network. */
    private static Tensor pictures(ImmutableList<Composite> composites) {
        int size = composites.get(0).size();
        int pixels = size * size;
        float[] planes = new float[composites.size() * 3 * pixels];
        for (int i = 0; i < planes.length; i++) {
            float[] picture = composites.get(i / (3 * pixels)).picture();
            int within = i % (3 * pixels);
            planes[i] = picture[within % pixels * 3 + within / pixels] * (255 / 127f) - 1;
        }
        return TensorData.ofFloats(planes, composites.size(), 3, size, size);
    }

    private static Tensor mattes(ImmutableList<Composite> composites) {
        int size = composites.get(0).size();
        int pixels = size * size;
        float[] mattes = new float[composites.size() * pixels];
        for (int i = 0; i < composites.size(); i++) {
            float[] opacity = composites.get(i).opacity();
            for (int k = 0; k < pixels; k++) {
                mattes[i * pixels + k] = Math.max(0, Math.min(1, opacity[k]));
            }
        }
        return TensorData.ofFloats(mattes, composites.size(), 1, size, size);
    }
}
