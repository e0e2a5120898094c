package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorData;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Pictures to learn, as latents {@code [pictures, channels, h, w]} that are freed with the scope in which they were drawn.
 *
 * @param words what each shows
 * @param found the subject over grey, in a light that it happened to be in
 * @param lit the picture to learn
 * @param backdrops what is behind the subject
 * @param mattes how much of each latent's pixels the subject covers, of 1 channel
 * @param starts the gradient that a relight with the picture's side starts from
 */
record Lessons(ImmutableList<String> words, Tensor found, Tensor lit, Tensor backdrops, Tensor mattes, Tensor starts) {

    int count() {
        return words.size();
    }

    /** Zeros in place of some backdrops: what a model without a background is shown. */
    Lessons hiding(Hidden hidden) {
        float[] kept = new float[count()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = hidden.backdrop(i) ? 0 : 1;
        }
        Tensor shown = backdrops.mul(TensorData.ofFloats(kept, kept.length, 1, 1, 1));
        return new Lessons(words, found, lit, shown, mattes, starts);
    }

    /** Collects pictures. */
    static final class Builder {

        private final ImmutableList.Builder<String> words = ImmutableList.builder();
        private final TensorVector found = new TensorVector();
        private final TensorVector lit = new TensorVector();
        private final TensorVector backdrops = new TensorVector();
        private final TensorVector mattes = new TensorVector();
        private final TensorVector starts = new TensorVector();

        void add(String text, Tensor foundOne, Tensor litOne, Tensor backdrop, Tensor matte, Tensor start) {
            words.add(text);
            found.push_back(foundOne);
            lit.push_back(litOne);
            backdrops.push_back(backdrop);
            mattes.push_back(matte);
            starts.push_back(start);
        }

        Lessons build() {
            return new Lessons(
                    words.build(),
                    torch.stack(found, 0),
                    torch.stack(lit, 0),
                    torch.stack(backdrops, 0),
                    torch.stack(mattes, 0),
                    torch.stack(starts, 0));
        }
    }
}
