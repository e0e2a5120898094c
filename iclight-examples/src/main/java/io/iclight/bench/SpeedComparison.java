package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.RelightResult;
import io.iclight.io.image.Image;
import io.iclight.request.Speed;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Relights at each speed, in turns, and compares with what the exact relight makes of the same noise.
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
     * What a speed costs and saves.
     *
     * @param speed which
     * @param seconds of all relights, the fastest round of each
     * @param psnrs of each relight against the exact one, in dB, before finishes; infinite where there is no difference
     */
    public record Outcome(Speed speed, double seconds, ImmutableList<Double> psnrs) {

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
                    Locale.ROOT,
                    "%-9s %8.2f s, %.2f times as fast",
                    speed.name().toLowerCase(Locale.ROOT),
                    seconds,
                    exact.seconds / seconds);
            return speed == Speed.EXACT
                    ? line
                    : line
                            + String.format(
                                    Locale.ROOT, ", PSNR %.1f dB on average, %.1f at worst", meanPsnr(), worstPsnr());
        }

        /**
         * Writes the outcome.
         *
         * @return for JSON
         */
        public ImmutableMap<String, Object> json() {
            return ImmutableMap.of(
                    "speed", speed.name().toLowerCase(Locale.ROOT), "seconds", seconds, "psnr_db", psnrs);
        }
    }

    /**
     * Measures.
     *
     * @param relight runs a relight, by its number from 0, at a speed; the same number is the same noise
     * @return an outcome for each speed, {@link Speed#EXACT} first
     */
    public ImmutableList<Outcome> run(BiFunction<Integer, Speed, RelightResult> relight) {
        Map<Speed, Double> seconds = new EnumMap<>(Speed.class);
        Map<Speed, ImmutableList.Builder<Double>> psnrs = new EnumMap<>(Speed.class);
        for (int i = 0; i < relights; i++) {
            Map<Speed, Double> fastest = new EnumMap<>(Speed.class);
            Image exact = null;
            for (int round = 0; round <= rounds; round++) {
                for (Speed speed : Speed.values()) {
                    RelightResult result = relight.apply(i, speed);
                    if (round > 0) {
                        fastest.merge(speed, result.duration().toNanos() / 1e9, Math::min);
                        continue;
                    }
                    Image image = result.unfinished().get(0);
                    exact = exact == null ? image : exact;
                    psnrs.computeIfAbsent(speed, unseen -> ImmutableList.builder())
                            .add(psnr(image, exact));
                }
            }
            fastest.forEach((speed, best) -> seconds.merge(speed, best, Double::sum));
        }
        return Arrays.stream(Speed.values())
                .map(speed ->
                        new Outcome(speed, seconds.get(speed), psnrs.get(speed).build()))
                .collect(ImmutableList.toImmutableList());
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
