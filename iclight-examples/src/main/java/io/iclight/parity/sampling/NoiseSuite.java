package io.iclight.parity.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.noise.NoiseGenerator;
import io.iclight.samplers.noise.NoiseImage;
import io.iclight.samplers.noise.PerImageNoise;
import io.iclight.samplers.noise.PhiloxGenerator;
import io.iclight.samplers.noise.Precision;
import io.iclight.samplers.noise.TorchGenerator;
import io.iclight.samplers.noise.WebUiNoise;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Random numbers of a seed. */
public final class NoiseSuite implements ParitySuite {

    /** The suite {@code noise}. */
    public NoiseSuite() {}

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        JsonObject args = parityCase.args();
        String reference = parityCase.json().string("reference");
        if (args.has("val")) {
            slerp(parityCase, findings);
        } else if (args.has("randn_source")) {
            webUi(args, findings);
        } else if (args.has("draws")) {
            sequence(args, reference, findings);
        } else if (args.has("seeds")) {
            batch(args, findings);
        } else if (reference.contains("randint")) {
            integers(seed(args), findings);
        } else if (reference.contains("manual_seed, randn(24), randn(5), rand(20)")) {
            fresh(seed(args), findings);
        } else if (reference.contains("torch.randn")) {
            report(findings, "noise", generator(args).drawNormal(precision(args), shape(args)), shape(args));
        } else if (reference.contains("torch.rand")) {
            report(findings, "uniform", generator(args).drawUniform(precision(args), shape(args)), shape(args));
        } else {
            throw new UnknownCaseException(parityCase + ": no noise of " + reference + " is known");
        }
    }

    private static void fresh(long seed, Findings findings) {
        findings.report("noise", new TorchGenerator(seed).next(24));
        findings.report("small", new TorchGenerator(seed).next(5));
        report(findings, "uniform", new TorchGenerator(seed).drawUniform(Precision.FLOAT, 20), 20);
    }

    private static void integers(long seed, Findings findings) {
        long[] wide = new TorchGenerator(seed).drawIntegers(0, (1L << 31) - 1, 10);
        long[] small = new TorchGenerator(seed).drawIntegers(0, 10, 20);
        long[] permutation = Arrays.stream(new TorchGenerator(seed).drawPermutation(12))
                .asLongStream()
                .toArray();
        findings.report("int", TensorData.ofLongs(wide, wide.length));
        findings.report("small", TensorData.ofLongs(small, small.length));
        findings.report("perm", TensorData.ofLongs(permutation, permutation.length));
    }

    private static void sequence(JsonObject args, String reference, Findings findings) {
        List<JsonObject> draws = args.objects("draws");
        if (reference.contains("philox")) {
            NoiseGenerator philox = new PhiloxGenerator(seed(args));
            for (int i = 0; i < draws.size(); i++) {
                findings.report("draw." + i, philox.next(shape(draws.get(i))));
            }
            return;
        }
        TorchGenerator generator = generator(args);
        for (int i = 0; i < draws.size(); i++) {
            long[] shape = shape(draws.get(i));
            Precision precision = precision(draws.get(i));
            String function = draws.get(i).string("function");
            double[] values = switch (function) {
                case "randn" -> generator.drawNormal(precision, shape);
                case "rand" -> generator.drawUniform(precision, shape);
                default -> throw new UnknownCaseException(args.origin() + ": no draw is called " + function);
            };
            report(findings, "draw." + i, values, shape);
        }
    }

    private static void batch(JsonObject args, Findings findings) {
        List<Long> seeds = args.integers("seeds");
        PerImageNoise perImage =
                new PerImageNoise(seeds.stream().map(TorchGenerator::new).collect(ImmutableList.toImmutableList()));
        findings.report("list_of_generators", perImage.next(shape(args)));
        findings.report("list_second_draw", perImage.next(shape(args)));
        findings.report("one_generator", new TorchGenerator(seeds.get(0)).next(shape(args)));
    }

    private static void slerp(ParityCase parityCase, Findings findings) {
        long[] shape = TensorData.shape(parityCase.tensor("low")).toArray();
        float[] mixed = image(parityCase, "low", shape)
                .slerp(parityCase.args().number("val"), image(parityCase, "high", shape))
                .values();
        findings.report("result", TensorData.ofFloats(mixed, shape));
    }

    private static NoiseImage image(ParityCase parityCase, String name, long... shape) {
        return new NoiseImage(
                TensorData.floats(parityCase.tensor(name)), (int) shape[0], (int) shape[1], (int) shape[2]);
    }

    private static void webUi(JsonObject args, Findings findings) {
        List<Long> seeds = args.integers("seeds");
        long[] image = shape(args);
        NoiseGenerator noise = new WebUiNoise(new WebUiNoise.Settings(
                source(args),
                ImmutableLongArray.copyOf(seeds),
                variation(args),
                resize(args),
                args.optional("eta_noise_seed_delta", args::integer).orElse(0L)));
        for (int i = 0; i < args.int32("draws"); i++) {
            findings.report("draw." + i, noise.next(seeds.size(), image[0], image[1], image[2]));
        }
    }

    private static LongFunction<NoiseGenerator> source(JsonObject args) {
        return switch (args.string("randn_source")) {
            case "CPU" -> TorchGenerator::new;
            case "NV" -> PhiloxGenerator::new;
            default ->
                throw new UnknownCaseException(
                        args.origin() + ": no randn_source is called " + args.string("randn_source"));
        };
    }

    private static Optional<WebUiNoise.Variation> variation(JsonObject args) {
        return args.optional("subseeds", args::integers)
                .map(subseeds -> new WebUiNoise.Variation(
                        ImmutableLongArray.copyOf(subseeds),
                        args.optional("subseed_strength", args::number).orElse(0.0)));
    }

    private static Optional<WebUiNoise.LatentSize> resize(JsonObject args) {
        int height = args.optional("seed_resize_from_h", args::int32).orElse(0);
        int width = args.optional("seed_resize_from_w", args::int32).orElse(0);
        return height > 0 && width > 0
                ? Optional.of(new WebUiNoise.LatentSize(height / 8, width / 8))
                : Optional.empty();
    }

    private static TorchGenerator generator(JsonObject args) {
        return new TorchGenerator(seed(args));
    }

    /** Seeds of more than 53 bits are strings, and may have the sign or all 64 bits. */
    private static long seed(JsonObject args) {
        if (!(args.value("seed") instanceof String text)) {
            return args.integer("seed");
        }
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private static Precision precision(JsonObject args) {
        String dtype = args.optional("dtype", args::string).orElse("float32");
        return switch (dtype) {
            case "bfloat16" -> Precision.BFLOAT16;
            case "float16" -> Precision.HALF;
            case "float32" -> Precision.FLOAT;
            case "float64" -> Precision.DOUBLE;
            default -> throw new UnknownCaseException(args.origin() + ": no noise of " + dtype + " is drawn");
        };
    }

    private static long[] shape(JsonObject args) {
        return ImmutableLongArray.copyOf(args.integers("shape")).toArray();
    }

    private static void report(Findings findings, String output, double[] values, long... shape) {
        findings.report(output, values, shape);
    }
}
