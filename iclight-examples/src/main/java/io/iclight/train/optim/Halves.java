package io.iclight.train.optim;

/** The two parts of a step, each on a thread of its own, that share its batch. */
public final class Halves {

    private static final int PARTS = 2;

    private Halves() {}

    /**
     * Divides a batch.
     *
     * @param batch how many samples a step has
     * @return how many each part has
     * @throws IllegalArgumentException if that is no even number from 2
     */
    public static int of(int batch) {
        if (batch < PARTS || batch % PARTS != 0) {
            throw new IllegalArgumentException(
                    "a step has two parts, so that its batch must be an even number from 2, was " + batch);
        }
        return batch / PARTS;
    }
}
