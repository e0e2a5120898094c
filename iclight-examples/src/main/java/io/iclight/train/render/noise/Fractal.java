package io.iclight.train.render.noise;

/**
 * Noise with detail at several scales: each octave twice as fine and weaker than the one before. The weights add up to
 * one.
 *
 * @param noise what to add up
 * @param octaves how many scales, at least 1
 * @param gain how strong each scale is beside the coarser one, in (0, 1)
 */
public record Fractal(Field noise, int octaves, double gain) implements Field {

    /** A little off two, so that the lattices of the octaves never coincide. */
    private static final double LACUNARITY = 2.03;

    @Override
    public double at(double x, double y, double z) {
        double sum = 0;
        double weight = 1;
        double weights = 0;
        double frequency = 1;
        for (int octave = 0; octave < octaves; octave++) {
            double shift = 17.37 * octave;
            sum += weight * noise.at(x * frequency + shift, y * frequency - shift, z * frequency + 0.5 * shift);
            weights += weight;
            weight *= gain;
            frequency *= LACUNARITY;
        }
        return sum / weights;
    }

    /**
     * Folds the noise at zero, which makes sharp crests and round valleys.
     *
     * @return a field in about {@code [-1, 1]}, 1 on the crests
     */
    public Field ridged() {
        Field folded = (x, y, z) -> 1 - 2 * Math.abs(noise.at(x, y, z));
        return new Fractal(folded, octaves, gain);
    }
}
