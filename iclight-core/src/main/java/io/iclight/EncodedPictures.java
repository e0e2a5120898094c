package io.iclight;

import io.iclight.internal.LatentFiles;
import io.iclight.internal.LatentMemory;
import io.iclight.internal.RecentLatents;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * What becomes of the latents that pictures were encoded to. A photo that is relit again, or a light that is started from again,
 * then need not be encoded again, which takes SD1.5 seconds; the result is the same to the bit.
 *
 * <p>It is for pictures that are encoded one by one, as large ones are. Small ones, of at most 362x362 pixels in SD1.5's
 * autoencoder, go side by side in a fraction of a second, and are encoded each time.
 */
public final class EncodedPictures {

    /** Every picture is encoded each time. */
    public static final EncodedPictures FORGOTTEN = new EncodedPictures(version -> LatentMemory.NONE);

    /** A relighter remembers the last 16, and those that are made from it with LoRA files remember the same ones. */
    public static final EncodedPictures RECENT = new EncodedPictures(version -> new RecentLatents());

    private final Function<String, LatentMemory> memory;

    private EncodedPictures(Function<String, LatentMemory> memory) {
        this.memory = memory;
    }

    /**
     * Keeps the latents of the last 256 pictures in files, for programs that start often. Whoever can read these files can see
     * what was relit: they decode to the pictures. They are for one autoencoder on one kind of machine; others make their own.
     *
     * @param folder is made if need be
     * @return a choice that is the same for any number of relighters
     */
    public static EncodedPictures keptIn(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return new EncodedPictures(version -> new LatentFiles(folder, version));
    }

    /**
     * Begins to remember.
     *
     * @param version tells what encodes from whatever else would encode to other numbers
     */
    LatentMemory memory(String version) {
        return memory.apply(version);
    }
}
