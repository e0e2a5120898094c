package io.iclight.internal;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The models that are loaded so far, to be freed if the next one cannot be loaded. */
public final class OpenedModels {

    private final List<Runnable> closings = new ArrayList<>();

    /** None so far. */
    public OpenedModels() {}

    /**
     * Takes note of a model.
     *
     * @param model what was loaded
     * @param closing frees it
     * @param <T> the kind of model
     * @return {@code model}
     */
    public <T> T add(T model, Consumer<T> closing) {
        closings.add(() -> closing.accept(model));
        return model;
    }

    /** Frees them all, the last one first. */
    public void close() {
        Lists.reverse(closings).forEach(Runnable::run);
    }
}
