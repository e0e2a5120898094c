package io.iclight.models.layers;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Threads that do numbered pieces of work together. */
public interface Crew {

    /**
     * Does all pieces.
     *
     * @param pieces how many there are
     * @param worker makes what one thread does each of its pieces with, and the memory that it needs for that
     */
    void run(int pieces, Supplier<IntConsumer> worker);
}
