package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.ImageSize;
import io.iclight.models.unet.TimestepEncoding;
import io.iclight.models.unet.TransformerSettings;
import io.iclight.models.unet.UNetConfig;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a call of the UNet costs beside arithmetic, seen from two sides. Samples of the calling thread say how much of the
 * time passes in Java. A UNet of as many layers with hardly any arithmetic says what it costs to call them all, in Java and
 * in libtorch.
 *
 * @param seconds of a call, the median
 * @param javaShare how much of them the calling thread was in Java, 0 to 1
 * @param samples how often it was looked at
 * @param narrowSeconds of a call of the narrow UNet, the median
 */
public record Overhead(double seconds, double javaShare, long samples, double narrowSeconds) {

    /** As narrow as the groups of the normalization allow. */
    private static final int NARROW = 32;

    private static final ImageSize SMALL = new ImageSize(64, 64);
    private static final int NARROW_RUNS = 30;

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
        ThreadSamples samples;
        try (UNetTask task = models.unet(size)) {
            task.run();
            samples = ThreadSamples.during(() -> {
                for (int i = 0; i < runs; i++) {
                    seconds.add(Trial.of(task::run).seconds());
                }
            });
        }
        return new Overhead(
                Median.of(seconds.build().stream().mapToDouble(Double::doubleValue)),
                samples.shareOfJava(),
                samples.java() + samples.nativeCode(),
                narrowSeconds(models));
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
     * Says in a line what came out.
     *
     * @return without a line's end
     */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "overhead of a call of %.3f s: %.2f%% of %d samples in Java; as many layers without arithmetic take %.1f"
                        + " ms, %.2f%%",
                seconds,
                100 * javaShare,
                samples,
                1e3 * narrowSeconds,
                100 * narrowSeconds / seconds);
    }
}
