package io.iclight.models.lora;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTarget;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What some LoRA files make of one model's weights: {@code weight + sum of share * change}, in float32. */
final class LoraChanges implements TensorSource {

    private final TensorSource base;
    private final ImmutableList<LoraMix.Share> shares;
    private final ImmutableMap<String, LoraTarget> targets;

    private LoraChanges(
            TensorSource base, ImmutableList<LoraMix.Share> shares, ImmutableMap<String, LoraTarget> targets) {
        this.base = base;
        this.shares = shares;
        this.targets = targets;
    }

    static LoraChanges of(Part part, TensorSource base, ImmutableList<LoraMix.Share> shares) {
        Map<String, LoraTarget> targets = new HashMap<>();
        for (LoraMix.Share share : shares) {
            share.file().targets().stream()
                    .filter(target -> target.part() == part)
                    .forEach(target -> targets.put(target.module() + ".weight", target));
        }
        ImmutableMap.Builder<String, LoraTarget> inOrder = ImmutableMap.builder();
        for (String name : base.tensors().keySet()) {
            if (targets.containsKey(name)) {
                inOrder.put(name, targets.get(name));
            }
        }
        return new LoraChanges(base, shares, inOrder.buildOrThrow());
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return targets.keySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        name -> name,
                        name -> new TensorInfo(
                                ElementType.F32, base.tensors().get(name).shape())));
    }

    @Override
    public Tensor read(String name) {
        LoraTarget target = targets.get(name);
        if (target == null) {
            throw new WeightsException(origin() + " has no tensor " + name);
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor sum = base.read(name).toType(ScalarType.Float);
            for (LoraMix.Share share : shares) {
                if (share.file().targets().contains(target)) {
                    Tensor change = share.file()
                            .change(target)
                            .view(base.tensors().get(name).shape().toArray());
                    sum = sum.add(change, new Scalar(share.weight()));
                }
            }
            return scope.handOut(sum);
        }
    }

    @Override
    public String origin() {
        return base.origin() + " with LoRA";
    }

    /** Does nothing: base and files are borrowed. */
    @Override
    public void close() {}
}
