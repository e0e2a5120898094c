package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.ImageSize;
import io.iclight.models.unet.TimestepEncoding;
import io.iclight.models.unet.TransformerSettings;
import io.iclight.models.unet.UNetConfig;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a call of the UNet costs beside arithmetic, seen from two sides, and where its time goes. Samples of the threads that
 * compute say how much of the time passes in Java, and in which layers. A UNet of as many layers with hardly any arithmetic
 * says what it costs to call them all, in Java and in libtorch.
 */
public final class Overhead {

    /** As narrow as the groups of the normalization allow. */
    private static final int NARROW = 32;

    private static final ImageSize SMALL = new ImageSize(64, 64);
    private static final int NARROW_RUNS = 30;

    private final double seconds;
    private final CallSamples samples;
    private final double narrowSeconds;

    private Overhead(double seconds, CallSamples samples, double narrowSeconds) {
        this.seconds = seconds;
        this.samples = samples;
        this.narrowSeconds = narrowSeconds;
    }

    /**
     * Measures.
     *
     * @param models makes the UNet
     * @param size of the picture
     * @param runs how many calls are looked at
     * @return what was measured
     */
    public static Overhead measure(BenchModels models, ImageSize size, int runs) {
        ImmutableList.Builder<Double> seconds = ImmutableList.builder();
        CallSamples samples;
        try (UNetTask task = models.unet(size)) {
            samples = CallSamples.during(task::run, () -> {
                for (int i = 0; i < runs; i++) {
                    seconds.add(Trial.of(task::run).seconds());
                }
            });
        }
        return new Overhead(
                Median.of(seconds.build().stream().mapToDouble(Double::doubleValue)), samples, narrowSeconds(models));
    }

    private static double narrowSeconds(BenchModels models) {
        try (UNetTask task = models.narrowUNet(SMALL)) {
            for (int i = 0; i < NARROW_RUNS; i++) {
                task.run();
            }
            return Median.of(Stream.generate(() -> Trial.of(task::run))
                    .limit(NARROW_RUNS)
                    .mapToDouble(Trial::seconds));
        }
    }

    /** The same layers, in the same order, each of so few channels that they cost next to nothing. */
    static UNetConfig narrow(UNetConfig config) {
        ImmutableList<UNetConfig.Level> levels = config.levels().stream()
                .map(level -> new UNetConfig.Level(
                        NARROW, level.blocks(), level.down(), level.up(), narrow(level.transformer())))
                .collect(ImmutableList.toImmutableList());
        TimestepEncoding encoding = new TimestepEncoding(
                NARROW, config.encoding().order(), config.encoding().frequencyShift());
        return new UNetConfig(
                config.inChannels(),
                config.outChannels(),
                encoding,
                NARROW,
                levels,
                config.mid(),
                config.norm(),
                config.downsamplePadding());
    }

    private static TransformerSettings narrow(TransformerSettings settings) {
        return new TransformerSettings(
                settings.layers(), settings.heads(), NARROW, settings.normGroups(), settings.projection());
    }

    /**
     * Says what came out: a line, and one for each layer that took some of the time.
     *
     * @return lines, the last without an end
     */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "overhead of a call of %.3f s: %.2f%% of %d samples in Java; as many layers without arithmetic take %.1f"
                        + " ms, %.2f%%%n%s",
                seconds,
                100 * samples.shareOfJava(),
                samples.count(),
                1e3 * narrowSeconds,
                100 * narrowSeconds / seconds,
                samples.shares());
    }
}
