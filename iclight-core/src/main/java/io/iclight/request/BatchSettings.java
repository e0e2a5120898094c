package io.iclight.request;

import com.google.common.primitives.ImmutableLongArray;
import java.util.stream.LongStream;

/**
 * How many pictures are made, and from which noise.
 *
 * @param images how many, 1..64
 * @param seed of the noise; only the low 32 bits count, as in torch
 * @param seeds how the pictures share it
 */
public record BatchSettings(int images, long seed, Seeds seeds) {

    /** How many pictures a batch has at most. */
    public static final int MOST_IMAGES = 64;

    /** The demo's own settings: one picture, of seed 12345. */
    public static final BatchSettings DEFAULT = new BatchSettings(1, 12345);

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing, or out of its range
     */
    public BatchSettings {
        Requirement.inRange("images", images, 1, MOST_IMAGES);
        Requirement.given("seeds", seeds);
        if (seeds instanceof Seeds.Listed listed && listed.seeds().length() != images) {
            throw new InvalidRequestException("there must be a seed for each of " + images + " images, but there are "
                    + listed.seeds().length());
        }
    }

    /**
     * Makes settings with one generator for all pictures.
     *
     * @param images how many, 1..64
     * @param seed of the noise
     */
    public BatchSettings(int images, long seed) {
        this(images, seed, new Seeds.Shared());
    }

    /**
     * Makes settings with a seed for each picture.
     *
     * @param seeds one for each, 1..64
     * @return the settings
     * @throws InvalidRequestException if there are none, or too many
     */
    public static BatchSettings ofSeeds(long... seeds) {
        Requirement.given("seeds", seeds);
        ImmutableLongArray copy = ImmutableLongArray.copyOf(seeds);
        return new BatchSettings(copy.length(), copy.isEmpty() ? 0 : copy.get(0), new Seeds.Listed(copy));
    }

    BatchSettings withImages(int wanted) {
        return new BatchSettings(wanted, seed, unlisted());
    }

    BatchSettings withSeed(long wanted) {
        return new BatchSettings(images, wanted, unlisted());
    }

    BatchSettings withConsecutiveSeeds() {
        return new BatchSettings(images, seed, new Seeds.Consecutive());
    }

    private Seeds unlisted() {
        return seeds instanceof Seeds.Listed ? new Seeds.Shared() : seeds;
    }

    /**
     * Tells the seeds of the generators.
     *
     * @return one for each picture, or a single one for all
     */
    public ImmutableLongArray generators() {
        if (seeds instanceof Seeds.Listed listed) {
            return listed.seeds();
        }
        return seeds instanceof Seeds.Consecutive
                ? ImmutableLongArray.copyOf(LongStream.range(0, images).map(i -> seed + i))
                : ImmutableLongArray.of(seed);
    }
}
