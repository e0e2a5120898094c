package io.iclight.parity.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.keys.LayoutNames;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.keys.NameMap;
import io.iclight.models.keys.RenamedSource;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The names of parameters in other programs' files. A case has the whole table of a model; where it does not say of which
 * shape, it is Stable Diffusion 1.5's.
 */
public final class KeysSuite implements ParitySuite {

    private static final String UNET = "model.diffusion_model.";
    private static final String VAE = "first_stage_model.";
    private static final String TEXT_ENCODER = "cond_stage_model.transformer.";

    /** The suite {@code keys}. */
    public KeysSuite() {}

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        List<JsonObject> keys = parityCase.json().objects("keys");
        if (keys.get(0).has("kohya")) {
            lora(parityCase, keys, findings);
        } else if (keys.get(0).has("old")) {
            oldAttention(keys, findings);
        } else if (keys.get(0).has("ldm")) {
            ldm(parityCase, keys, findings);
        } else {
            throw new UnknownCaseException(parityCase + " has none of the tables that are known: kohya, old, ldm");
        }
    }

    private static void ldm(ParityCase parityCase, List<JsonObject> keys, Findings findings) {
        String first = keys.get(0).string("ldm");
        if (first.startsWith(UNET)) {
            UNetConfig config = config(parityCase, UNetConfig::of, StableDiffusion15::unet);
            bothWays(UNET, keys, file -> file.unet(config), LayoutNames.ldmUNet(config), findings);
        } else if (first.startsWith(VAE)) {
            AutoencoderConfig config = config(parityCase, AutoencoderConfig::of, StableDiffusion15::autoencoder);
            bothWays(VAE, keys, file -> file.autoencoder(config), LayoutNames.ldmAutoencoder(config), findings);
        } else {
            bothWays(TEXT_ENCODER, keys, LdmCheckpoint::textEncoder, LayoutNames.ldmTextEncoder(), findings);
        }
    }

    private static <T> T config(ParityCase parityCase, Function<JsonObject, T> read, Supplier<T> otherwise) {
        return parityCase.json().has("config") ? read.apply(parityCase.config()) : otherwise.get();
    }

    private static void bothWays(
            String prefix,
            List<JsonObject> keys,
            Function<LdmCheckpoint, TensorSource> part,
            NameMap names,
            Findings findings) {
        ImmutableMap<String, TensorInfo> ldm = table(keys, "ldm", "ldm_shape");
        ImmutableMap<String, TensorInfo> diffusers = table(keys, "diffusers", "diffusers_shape");
        try (LdmCheckpoint file = LdmCheckpoint.of(HashWeights.model(ldm, 0))) {
            compare("to diffusers: ", part.apply(file).tensors(), diffusers, findings);
        }
        try (TensorSource back = RenamedSource.of(HashWeights.model(diffusers, 0), names.inverse())) {
            ImmutableMap<String, TensorInfo> under = back.tensors().entrySet().stream()
                    .collect(ImmutableMap.toImmutableMap(entry -> prefix + entry.getKey(), entry -> entry.getValue()));
            compare("to LDM: ", under, ldm, findings);
        }
    }

    private static void oldAttention(List<JsonObject> keys, Findings findings) {
        ImmutableMap<String, TensorInfo> old = table(keys, "old", "shape");
        ImmutableMap<String, TensorInfo> diffusers = table(keys, "diffusers", "shape");
        NameMap names = LayoutNames.oldAutoencoder();
        try (TensorSource source = RenamedSource.of(HashWeights.model(old, 0), names)) {
            compare("to diffusers: ", source.tensors(), diffusers, findings);
        }
        try (TensorSource source = RenamedSource.of(HashWeights.model(diffusers, 0), names.inverse())) {
            compare("to the old names: ", source.tensors(), old, findings);
        }
    }

    private static ImmutableMap<String, TensorInfo> table(List<JsonObject> keys, String name, String shape) {
        return keys.stream()
                .collect(ImmutableMap.toImmutableMap(
                        key -> key.string(name),
                        key -> new TensorInfo(ElementType.F32, ImmutableLongArray.copyOf(key.integers(shape)))));
    }

    private static void compare(
            String direction,
            ImmutableMap<String, TensorInfo> got,
            ImmutableMap<String, TensorInfo> want,
            Findings findings) {
        findings.reportEqual(direction + "names", got.keySet(), want.keySet());
        want.forEach((name, info) ->
                findings.reportEqual(direction + name, Optional.ofNullable(got.get(name)), Optional.of(info)));
    }

    private static void lora(ParityCase parityCase, List<JsonObject> keys, Findings findings) {
        LoraTargets targets = LoraTargets.of(
                config(parityCase, UNetConfig::of, StableDiffusion15::unet), StableDiffusion15.textEncoder());
        for (JsonObject key : keys) {
            String kohya = key.string("kohya");
            String diffusers =
                    targets.named(kohya).map(LoraTarget::diffusersName).orElse("nothing");
            findings.reportEqual(kohya, found(targets, kohya), key.string("part") + " " + key.string("module"));
            findings.reportEqual(kohya + ", down", diffusers + ".down.weight", key.string("diffusers_lora_down"));
            findings.reportEqual(kohya + ", up", diffusers + ".up.weight", key.string("diffusers_lora_up"));
            findings.reportEqual(diffusers, found(targets, diffusers), found(targets, kohya));
        }
    }

    private static String found(LoraTargets targets, String name) {
        return targets.named(name)
                .map(target -> target.part().folder() + " " + target.module())
                .orElse("nothing");
    }
}
