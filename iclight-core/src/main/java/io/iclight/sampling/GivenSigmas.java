package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/**
 * Sigmas of one's own: the run has one step less than there are sigmas, whatever number of steps is asked for.
 *
 * @param sigmas falling, 2 or more, the last one mostly 0
 */
record GivenSigmas(ImmutableDoubleArray sigmas) implements LevelRule {

    static final String NAME = "sigmas";
    static final String VALUES = "values";

    GivenSigmas {
        if (sigmas.length() < 2) {
            throw new SamplingException("a run needs 2 sigmas or more, for one step; got " + sigmas);
        }
        for (int i = 0; i < sigmas.length(); i++) {
            double sigma = sigmas.get(i);
            if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY) || i > 0 && sigma >= sigmas.get(i - 1)) {
                throw new SamplingException(
                        "sigmas must fall, and none be below 0; sigma " + i + " of " + sigmas + " does not fit");
            }
        }
    }

    Schedule schedule(Schedule.Curve curve) {
        ImmutableList<NoiseLevel> levels =
                sigmas.stream().mapToObj(sigma -> curve.at((float) sigma)).collect(ImmutableList.toImmutableList());
        return new Schedule(levels, curve);
    }

    boolean endsClean() {
        return sigmas.get(sigmas.length() - 1) == 0;
    }

    @Override
    public NamedOptions options() {
        return new NamedOptions(NAME, ImmutableMap.of(VALUES, sigmas.asList()));
    }
}
