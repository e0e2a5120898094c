package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.io.image.Image;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Relights that all wait at once, one after the other and in batches, in turns.
 *
 * @param relights how many wait
 * @param rounds how often each is timed, after once that is not; the fastest counts
 */
public record BatchComparison(int relights, int rounds) {

    /** Checks the components. */
    public BatchComparison {
        if (relights < 2 || rounds < 1) {
            throw new IllegalArgumentException(
                    "there must be at least two relights and one round, were " + relights + " and " + rounds);
        }
    }

    /** Describes a relight, by its number from 0. */
    @FunctionalInterface
    public interface Described {

        /**
         * Describes it.
         *
         * @param relighter whose it is
         * @param number of the relight; the same number is the same noise
         * @return not yet run
         */
        Relighting by(Relighter relighter, int number);
    }

    /**
     * What batches save.
     *
     * @param aloneSeconds of all, one after the other
     * @param batchedSeconds of all, in batches
     * @param worstPsnr of the pictures before finishes, in dB; infinite where there is no difference
     */
    public record Outcome(double aloneSeconds, double batchedSeconds, double worstPsnr) {

        /**
         * Describes the outcome.
         *
         * @param name of what was relit
         * @return one line
         */
        public String summary(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-10s one by one %8.2f s, in batches %8.2f s, %.2f times as fast, PSNR %.1f dB at worst",
                    name,
                    aloneSeconds,
                    batchedSeconds,
                    aloneSeconds / batchedSeconds,
                    worstPsnr);
        }
    }

    /**
     * Measures.
     *
     * @param alone runs relights one by one
     * @param batching runs them in batches
     * @param described what they are
     * @return what came out
     */
    public Outcome run(Relighter alone, Relighter batching, Described described) {
        double worst = worstPsnr(pictures(alone, described), pictures(batching, described));
        double aloneSeconds = Double.POSITIVE_INFINITY;
        double batchedSeconds = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            aloneSeconds = Math.min(aloneSeconds, seconds(alone, described));
            batchedSeconds = Math.min(batchedSeconds, seconds(batching, described));
        }
        return new Outcome(aloneSeconds, batchedSeconds, worst);
    }

    private double seconds(Relighter relighter, Described described) {
        long begin = System.nanoTime();
        pictures(relighter, described);
        return (System.nanoTime() - begin) / 1e9;
    }

    private ImmutableList<Image> pictures(Relighter relighter, Described described) {
        List<Relighting> waiting = IntStream.range(0, relights)
                .mapToObj(number -> described.by(relighter, number))
                .toList();
        return relighter.relightAll(waiting).stream()
                .map(CompletableFuture::join)
                .map(RelightResult::unfinished)
                .map(pictures -> pictures.get(0))
                .collect(ImmutableList.toImmutableList());
    }

    private static double worstPsnr(List<Image> some, List<Image> others) {
        return IntStream.range(0, some.size())
                .mapToDouble(i -> SpeedComparison.psnr(some.get(i), others.get(i)))
                .min()
                .orElseThrow();
    }
}
