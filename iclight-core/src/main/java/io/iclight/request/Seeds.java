package io.iclight.request;

import com.google.common.primitives.ImmutableLongArray;

/** Where the noise of each picture of a batch comes from. */
public sealed interface Seeds {

    /** All pictures draw from one generator, in turn, as in IC-Light's demo: a picture depends on its place in the batch. */
    record Shared() implements Seeds {}

    /**
     * Picture {@code i} has a generator of its own, of the request's seed plus {@code i}, as in user interfaces: it is the
     * picture that a request for it alone makes.
     */
    record Consecutive() implements Seeds {}

    /**
     * Each picture has a generator of its own, of a given seed.
     *
     * @param seeds as many as there are pictures
     */
    record Listed(ImmutableLongArray seeds) implements Seeds {

        /** Checks the component. */
        public Listed {
            Requirement.given("seeds", seeds);
            Requirement.inRange("number of seeds", seeds.length(), 1, BatchSettings.MOST_IMAGES);
        }
    }
}
