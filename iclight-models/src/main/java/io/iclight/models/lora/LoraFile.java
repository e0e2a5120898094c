package io.iclight.models.lora;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A LoRA file: for each module that it changes two matrices of low rank and perhaps a number, alpha. The change of a weight
 * is {@code alpha / rank * up * down}, where alpha is the rank if the file has none; for a convolution the matrices are
 * {@code [out, rank]} and {@code [rank, in * size * size]} (Hu et al., 2021).
 *
 * <p>Names are those of kohya-ss/sd-scripts, of diffusers old and new, and of peft. Sources: kohya-ss/sd-scripts, {@code
 * networks/lora.py} ({@code LoRAModule.get_weight}); huggingface/diffusers, {@code loaders/lora_conversion_utils.py} and
 * {@code utils/state_dict_utils.py}.
 */
public final class LoraFile implements AutoCloseable {

    /** Where diffusers notes peft's settings. */
    private static final String ADAPTER = "lora_adapter_metadata";

    /** Where peft writes them, beside the file. */
    private static final String PEFT_SETTINGS = "adapter_config.json";

    private final TensorSource file;
    private final ImmutableMap<LoraTarget, Factors> factors;
    private final Map<Part, Double> notedAlpha;

    private LoraFile(TensorSource file, ImmutableMap<LoraTarget, Factors> factors, Map<Part, Double> notedAlpha) {
        this.file = file;
        this.factors = factors;
        this.notedAlpha = notedAlpha;
    }

    /** The names of a module's tensors. */
    private record Factors(String down, String up, Optional<String> alpha) {}

    /**
     * Says whether a file looks like LoRA of any kind, for whatever models.
     *
     * @param tensors of a file
     * @return whether most of the names end as a LoRA file's do
     */
    public static boolean isLora(TensorSource tensors) {
        long named = tensors.tensors().keySet().stream()
                .filter(name -> Role.Named.of(name).isPresent())
                .count();
        return named * 2 > tensors.tensors().size();
    }

    /**
     * Opens a file, and checks from its header that every tensor of it has its place in the models.
     *
     * @param path the file
     * @param targets the modules of the models
     * @return the file, to be closed by the caller
     * @throws LoraException if a tensor has no place, is one of a pair alone, or has another shape; all are listed
     * @throws WeightsException if it is no safetensors file, or an alpha that is noted beside its tensors is no finite
     *     number; a pickle is refused with the reason
     */
    public static LoraFile open(Path path, LoraTargets targets) {
        TensorSource file = Safetensors.open(path);
        try {
            ImmutableMap<LoraTarget, Factors> factors = factors(file, targets);
            requireShapes(file, factors, targets);
            return new LoraFile(file, factors, notedAlpha(path, file));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static ImmutableMap<LoraTarget, Factors> factors(TensorSource file, LoraTargets targets) {
        Map<LoraTarget, Map<Role, String>> found = new LinkedHashMap<>();
        List<String> unmatched = new ArrayList<>();
        for (String tensor : file.tensors().keySet()) {
            Optional<Role.Named> named = Role.Named.of(tensor);
            Optional<LoraTarget> target = named.flatMap(name -> targets.named(name.module()));
            boolean placed = target.isPresent()
                    && found.computeIfAbsent(target.get(), t -> new EnumMap<>(Role.class))
                                    .putIfAbsent(named.get().role(), tensor)
                            == null;
            if (!placed) {
                unmatched.add(tensor);
            }
        }
        if (!unmatched.isEmpty()) {
            throw LoraException.of(file.origin(), "has tensors that match no module", unmatched, advice(unmatched));
        }
        List<String> alone = found.values().stream()
                .filter(roles -> !roles.keySet().containsAll(Set.of(Role.DOWN, Role.UP)))
                .flatMap(roles -> roles.values().stream())
                .toList();
        if (!alone.isEmpty() || found.isEmpty()) {
            throw LoraException.of(
                    file.origin(),
                    "lacks one of two matrices to",
                    alone,
                    "every module needs down and up; is it whole?");
        }
        return found.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey,
                        entry -> new Factors(
                                entry.getValue().get(Role.DOWN),
                                entry.getValue().get(Role.UP),
                                Optional.ofNullable(entry.getValue().get(Role.ALPHA)))));
    }

    private static String advice(List<String> unmatched) {
        boolean otherKind =
                unmatched.stream().anyMatch(name -> name.matches(".*(hada_|lokr_|dora_scale|lora_mid|\\.diff).*"));
        boolean otherModel =
                unmatched.stream().anyMatch(name -> name.matches("lora_te2_.*|text_encoder_2.*|.*label_emb.*"));
        if (otherKind) {
            return "LoHa, LoKr, DoRA and Tucker factors are not supported; take a plain LoRA, or extract one from a model"
                    + " that the file was merged into (kohya-ss/sd-scripts, networks/extract_lora_from_models.py)";
        }
        return otherModel
                ? "it was trained for Stable Diffusion XL, and this is 1.5"
                : "expected a LoRA for Stable Diffusion 1.5, with names of kohya-ss, diffusers or peft";
    }

    private static void requireShapes(
            TensorSource file, ImmutableMap<LoraTarget, Factors> factors, LoraTargets targets) {
        List<String> misshapen = new ArrayList<>();
        factors.forEach((target, names) -> {
            ImmutableLongArray weight = targets.shape(target);
            ImmutableLongArray down = file.tensors().get(names.down()).shape();
            ImmutableLongArray up = file.tensors().get(names.up()).shape();
            if (!isProduct(weight, up, down)) {
                misshapen.add(names.up() + " " + up + " with " + down + " for " + weight);
            }
        });
        if (!misshapen.isEmpty()) {
            throw LoraException.of(
                    file.origin(), "has matrices of another shape", misshapen, "it was trained for another model");
        }
    }

    /** Whether {@code [out, rank]} times {@code [rank, ...]} has the elements of {@code [out, ...]}. */
    private static boolean isProduct(ImmutableLongArray weight, ImmutableLongArray up, ImmutableLongArray down) {
        return up.length() > 1
                && down.length() > 1
                && up.get(0) == weight.get(0)
                && up.get(1) == down.get(0)
                && elements(up) == up.get(0) * up.get(1)
                && elements(down) * weight.get(0) == elements(weight) * down.get(0)
                && elements(down) > 0;
    }

    private static long elements(ImmutableLongArray shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /** What is noted in place of a tensor for each module: by diffusers in the header, by peft in a file beside. */
    private static Map<Part, Double> notedAlpha(Path path, TensorSource file) {
        Map<Part, Double> alpha = new EnumMap<>(Part.class);
        Path beside = path.resolveSibling(PEFT_SETTINGS);
        if (file instanceof SafetensorsFile single && single.metadata().containsKey(ADAPTER)) {
            JsonObject noted = JsonReader.parse(single.metadata().get(ADAPTER), path + ", " + ADAPTER);
            for (Part part : Part.values()) {
                alpha(noted, part.folder() + ".").ifPresent(number -> alpha.put(part, number));
            }
        } else if (Files.isRegularFile(beside) && isPeft(file)) {
            alpha(JsonReader.read(beside), "").ifPresent(number -> {
                alpha.put(Part.UNET, number);
                alpha.put(Part.TEXT_ENCODER, number);
            });
        }
        return alpha;
    }

    private static boolean isPeft(TensorSource file) {
        return file.tensors().keySet().stream().anyMatch(name -> name.contains(".lora_A."));
    }

    /** Settings that change the formula are refused rather than passed over. */
    private static Optional<Double> alpha(JsonObject settings, String prefix) {
        for (String key : List.of("use_rslora", "use_dora")) {
            if (settings.optional(prefix + key, settings::bool).orElse(false)) {
                throw new WeightsException(
                        settings.origin() + " has " + key + ", which is not supported; plain LoRA is");
            }
        }
        for (String key : List.of("alpha_pattern", "rank_pattern")) {
            if (settings.optional(prefix + key, settings::object)
                    .filter(pattern -> !pattern.keys().isEmpty())
                    .isPresent()) {
                throw new WeightsException(
                        settings.origin() + " has " + key + ", which is not supported; write an alpha for each module");
            }
        }
        String key = prefix + "lora_alpha";
        Optional<Double> alpha = settings.optional(key, settings::number);
        if (alpha.filter(number -> !Double.isFinite(number)).isPresent()) {
            throw new WeightsException(settings.origin() + ": " + key + " must be a finite number, was " + alpha.get());
        }
        return alpha;
    }

    /**
     * Lists the modules that the file changes.
     *
     * @return the modules, in the file's order
     */
    public Set<LoraTarget> targets() {
        return factors.keySet();
    }

    /**
     * Computes the change of a module's weight at full strength.
     *
     * @param target one of {@link #targets}
     * @return float32, {@code [out, in * size * size]}, belonging to the caller
     * @throws WeightsException if the file's alpha is no finite number
     */
    Tensor change(LoraTarget target) {
        Factors names = factors.get(target);
        try (TensorScope scope = TensorScope.open()) {
            Tensor down = file.read(names.down()).toType(ScalarType.Float).flatten(1, -1);
            Tensor up = file.read(names.up()).toType(ScalarType.Float).flatten(1, -1);
            double scale = alpha(target, down.size(0)) / down.size(0);
            return scope.handOut(up.matmul(down).mul(new Scalar(scale)));
        }
    }

    private double alpha(LoraTarget target, long rank) {
        Optional<String> name = factors.get(target).alpha();
        if (name.isEmpty()) {
            return notedAlpha.getOrDefault(target.part(), (double) rank);
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor alpha = file.read(name.get());
            double value = alpha.numel() == 1 ? alpha.item_double() : Double.NaN;
            if (!Double.isFinite(value)) {
                throw new WeightsException(file.origin() + ": " + name.get() + " must be one finite number");
            }
            return value;
        }
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file + ", " + factors.size() + " modules";
    }
}
