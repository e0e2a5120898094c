package io.iclight.internal;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import io.iclight.io.image.Image;
import io.iclight.io.tensor.TensorData;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Remembers the latest pictures, in Java's memory: 64 KB each at SD1.5's 512x512 pixels. */
public final class RecentLatents implements LatentMemory {

    /** What a few photos are in the sizes of two passes, and the lights that they start from. */
    private static final int MOST = 16;

    private final Cache<HashCode, Latents> latents =
            CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST).build();

    /** Begins with none. */
    public RecentLatents() {}

    /** Numbers that a cache can hold, since nobody has to free them. */
    private static final class Latents {

        private final float[] values;
        private final long[] shape;

        Latents(Tensor tensor) {
            this.values = TensorData.floats(tensor);
            this.shape = TensorData.shape(tensor).toArray();
        }

        Tensor tensor() {
            return TensorData.ofFloats(values, shape);
        }
    }

    @Override
    public Optional<Tensor> find(Image picture) {
        return Optional.ofNullable(latents.getIfPresent(PictureHash.of(picture)))
                .map(Latents::tensor);
    }

    @Override
    public void keep(Image picture, Tensor encoded) {
        latents.put(PictureHash.of(picture), new Latents(encoded));
    }
}
