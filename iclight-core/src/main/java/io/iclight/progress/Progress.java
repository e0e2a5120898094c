package io.iclight.progress;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a relight is.
 *
 * @param stage what is being done
 * @param step how many steps of the stage are done, 0 when it begins
 * @param steps how many the stage has, 1 or more
 * @param fraction how much of the whole relight is done, 0 to 1; an estimate by the work of each stage, whose steps count
 *     the same. Patches that reuse features (DeepCache, T-GATE, all but {@code EXACT} speed) make some steps much cheaper than
 *     others: where they are used, estimates are rougher
 * @param elapsed time since the relight began
 * @param remaining time that is left, if the rest goes as fast as what is done; empty at the beginning
 */
public record Progress(
        Stage stage, int step, int steps, double fraction, Duration elapsed, Optional<Duration> remaining) {}
