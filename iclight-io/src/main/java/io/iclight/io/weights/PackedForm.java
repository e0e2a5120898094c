package io.iclight.io.weights;

import java.util.Optional;

/**
 * Where a graph's parameters are kept as they lie in its memory, added up, converted and laid out, so that the next graph
 * need not do it again.
 */
public interface PackedForm {

    /**
     * Looks for the parameters.
     *
     * @param kernels which kernels they are to be laid out for, and how; others may want another layout
     * @param memory owns what is found, and what that lies in
     * @return the parameters; empty where none are kept, or others, or for other kernels
     */
    Optional<HeldWeights> find(String kernels, ModelMemory memory);

    /**
     * Keeps parameters, in the place of what may be there.
     *
     * @param kernels which kernels they are laid out for, and how
     * @param held the parameters; borrowed for the duration of the call
     */
    void keep(String kernels, HeldWeights held);
}
