package io.iclight.cli;

import com.google.common.collect.ImmutableMap;
import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.request.SamplingMethod;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code iclight relight}: a photo, a prompt and a light go in, a picture comes out. */
@Command(name = "relight", description = "Relights a photo.", sortOptions = false, mixinStandardHelpOptions = true)
final class RelightCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PHOTO",
            description =
                    "A JPEG, PNG or WebP file. Its opacity, if it has any, tells the subject from the background.")
    private Path photo;

    @Option(names = "--prompt", required = true, description = "What the picture should show, its light included.")
    private String prompt;

    @Option(
            names = "--light",
            defaultValue = "none",
            converter = LightConverter.class,
            description = "Where light comes from: left, right, top, bottom, none (default).")
    private LightSource light;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "A Stable Diffusion 1.5 model in diffusers' layout.")
    private Path model;

    @Option(
            names = "--iclight",
            paramLabel = "FILE",
            required = true,
            description = "IC-Light's offset, iclight_sd15_fc.safetensors.")
    private Path iclight;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The picture to write: .png, .jpg or .webp. Further pictures get -2, -3, ... in the name.")
    private Path output;

    @Mixin
    private RelightOptions options;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OutputNames names = OutputNames.of(output);
        try (Relighter relighter =
                        Relighter.builder().model(model).iclight(iclight).build();
                ProgressBar bar = new ProgressBar(spec.commandLine().getErr())) {
            Relighting relighting = relighter.relight(photo).prompt(prompt).light(light);
            RelightResult result = options.apply(relighting).onProgress(bar).run();
            bar.close();
            for (int i = 0; i < result.images().size(); i++) {
                result.write(i, names.name(i));
                out.println(names.name(i) + ": " + result.images().get(i).size());
            }
            out.println(summary(result));
        }
        return 0;
    }

    private static String summary(RelightResult result) {
        return String.format(
                Locale.ROOT,
                "%.1f s, peak memory %.2f GiB",
                result.duration().toMillis() / 1e3,
                result.peakMemoryBytes() / (double) (1 << 30));
    }

    /** Reads the name of a light. */
    private static final class LightConverter implements ITypeConverter<LightSource> {

        private static final ImmutableMap<String, LightSource> LIGHTS = ImmutableMap.of(
                "none", LightSource.NONE,
                "left", LightSide.LEFT,
                "right", LightSide.RIGHT,
                "top", LightSide.TOP,
                "bottom", LightSide.BOTTOM,
                "ambient", LightSource.AMBIENT);

        @Override
        public LightSource convert(String name) {
            LightSource light = LIGHTS.get(name.toLowerCase(Locale.ROOT));
            if (light != null) {
                return light;
            }
            throw new TypeConversionException("expected left, right, top, bottom or none, was " + name);
        }
    }

    /** Reads the name of a sampling method. */
    static final class SamplingConverter implements ITypeConverter<SamplingMethod> {

        @Override
        public SamplingMethod convert(String name) {
            try {
                return SamplingMethod.named(name.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
