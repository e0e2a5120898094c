package io.iclight.sampling;

/** Which noise levels a run visits; {@link Schedules} has them by name. */
public sealed interface LevelRule permits SigmaRule, TimestepRule, GivenSigmas {

    /**
     * Tells the name and options.
     *
     * @return what makes an equal rule again
     */
    NamedOptions options();
}
