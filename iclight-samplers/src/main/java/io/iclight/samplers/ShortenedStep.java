package io.iclight.samplers;

/**
 * An ancestral step of DPM-Solver, which never goes down below the end of the run.
 *
 * @param down where the deterministic part ends
 * @param noise how much noise is added there, so that the step ends at its level
 */
record ShortenedStep(NoiseLevel down, double noise) {

    static ShortenedStep of(NoiseLevel from, NoiseLevel to, NoiseLevel end, double eta) {
        if (eta == 0) {
            return new ShortenedStep(to, 0);
        }
        AncestralSplit split = AncestralSplit.of(from.ratio(), to.ratio(), eta);
        NoiseLevel down = Transition.withRatio(to, Math.max(split.down(), end.ratio()));
        return new ShortenedStep(down, Math.sqrt(Math.max(0, to.sigma() * to.sigma() - down.sigma() * down.sigma())));
    }
}
