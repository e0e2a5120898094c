package io.iclight.train.optim;

/**
 * Computes a part of every step's samples, with a graph of its own over the common parameters, so that parts learn at
 * the same time.
 *
 * @param parameters that the objective's graph was loaded from: the training's own, or their {@linkplain ParameterVector#twin
 *     twin}
 * @param objective the part's loss
 */
public record Worker(ParameterVector parameters, Objective objective) {}
