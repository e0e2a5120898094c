package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.iclight.RelightResult;
import io.iclight.io.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Relights in several ways, in turns, and compares with what the exact relight makes of the same noise.
 *
 * @param relights how many different ones
 * @param rounds how often each is timed, after one that is not; the fastest counts
 */
public record SpeedComparison(int relights, int rounds) {

    /** Checks the components. */
    public SpeedComparison {
        if (relights < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    "there must be at least one relight and one round, were " + relights + " and " + rounds);
        }
    }

    /**
     * A way to relight.
     *
     * @param name of the way
     * @param relight runs a relight, by its number from 0; the same number is the same noise
     */
    public record Way(String name, IntFunction<RelightResult> relight) {}

    /**
     * What a way costs and saves.
     *
     * @param name of the way
     * @param seconds of all relights, the fastest round of each
     * @param psnrs of each relight against the exact one, in dB, before finishes; infinite where there is no difference
     */
    public record Outcome(String name, double seconds, ImmutableList<Double> psnrs) {

        /**
         * Finds the worst relight.
         *
         * @return in dB
         */
        public double worstPsnr() {
            return psnrs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        /**
         * Averages over the relights.
         *
         * @return in dB
         */
        public double meanPsnr() {
            return psnrs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        /**
         * Describes the outcome.
         *
         * @param exact that of the exact relights
         * @return one line
         */
        public String summary(Outcome exact) {
            String line = String.format(
                    Locale.ROOT, "%-28s %8.2f s, %.2f times as fast", name, seconds, exact.seconds / seconds);
            return this == exact
                    ? line
                    : line
                            + String.format(
                                    Locale.ROOT, ", PSNR %.1f dB on average, %.1f at worst", meanPsnr(), worstPsnr());
        }

        /**
         * Writes the outcome.
         *
         * @return for JSON, which has no infinite numbers: {@code null} where there is no difference
         */
        public ImmutableMap<String, Object> json() {
            List<Double> written = psnrs.stream()
                    .map(psnr -> Double.isFinite(psnr) ? psnr : null)
                    .toList();
            return ImmutableMap.of("speed", name, "seconds", seconds, "psnr_db", written);
        }
    }

    /**
     * Measures.
     *
     * @param ways to compare, the exact one first
     * @return an outcome for each
     */
    public ImmutableList<Outcome> run(List<Way> ways) {
        double[] seconds = new double[ways.size()];
        List<ImmutableList.Builder<Double>> psnrs =
                ways.stream().map(way -> ImmutableList.<Double>builder()).toList();
        for (int i = 0; i < relights; i++) {
            Image exact = picture(ways.get(0), i);
            for (int way = 0; way < ways.size(); way++) {
                psnrs.get(way).add(psnr(picture(ways.get(way), i), exact));
            }
            double[] fastest = fastest(ways, i);
            Arrays.setAll(seconds, way -> seconds[way] + fastest[way]);
        }
        return Streams.mapWithIndex(
                        ways.stream(),
                        (way, index) -> new Outcome(
                                way.name(),
                                seconds[(int) index],
                                psnrs.get((int) index).build()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Image picture(Way way, int relight) {
        return way.relight().apply(relight).unfinished().get(0);
    }

    private double[] fastest(List<Way> ways, int relight) {
        double[] fastest = new double[ways.size()];
        Arrays.fill(fastest, Double.POSITIVE_INFINITY);
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < fastest.length; way++) {
                double seconds =
                        ways.get(way).relight().apply(relight).duration().toNanos() / 1e9;
                fastest[way] = Math.min(fastest[way], seconds);
            }
        }
        return fastest;
    }

    /**
     * Compares two pictures.
     *
     * @param a RGB
     * @param b RGB, of the same size
     * @return the peak signal-to-noise ratio in dB, infinite if they are equal
     */
    public static double psnr(Image a, Image b) {
        byte[] left = a.toRgb().samples();
        byte[] right = b.toRgb().samples();
        if (!a.size().equals(b.size())) {
            throw new IllegalArgumentException("pictures of " + a.size() + " and " + b.size() + " cannot be compared");
        }
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            double difference = (left[i] & 255) - (right[i] & 255);
            sum += difference * difference;
        }
        return -10 * Math.log10(sum / left.length / (255.0 * 255.0));
    }
}
