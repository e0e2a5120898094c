package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.models.matting.Matting;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All measures on rendered scenes.
 *
 * @param model conditioned on text, if there is one
 * @param compositing conditioned on a background, if there is one
 * @param matting finds subjects, if there is one
 * @param first the first scene's seed; the others follow
 * @param scenes how many
 * @param size of the scenes' pictures in pixels
 */
public record Measurement(
        Optional<RelightingModel> model,
        Optional<CompositingModel> compositing,
        Optional<Matting> matting,
        long first,
        int scenes,
        int size) {

    /** Far from the seeds of training. */
    public static final long HELD_OUT = 5_000_000;

    /**
     * Measures.
     *
     * @param listener is told the number of each scene that is done
     * @return what came out
     */
    public ImmutableList<Score> run(Consumer<Integer> listener) {
        RelightingMeasures relighting = new RelightingMeasures();
        CompositingMeasures composing = new CompositingMeasures();
        MattingMeasure mattes = new MattingMeasure();
        for (int i = 0; i < scenes; i++) {
            RenderedCase scene = RenderedCase.of(first + i, size);
            model.ifPresent(given -> relighting.add(given, scene));
            compositing.ifPresent(given -> composing.add(given, scene));
            matting.ifPresent(given -> mattes.add(given, scene));
            listener.accept(i + 1);
        }
        ImmutableList.Builder<Score> scores = ImmutableList.builder();
        model.ifPresent(given -> scores.addAll(relighting.scores()));
        compositing.ifPresent(given -> scores.addAll(composing.scores()));
        matting.ifPresent(given -> scores.addAll(mattes.scores()));
        return scores.build();
    }
}
