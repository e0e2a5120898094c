package io.iclight;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The models that are loaded so far, to be freed if the next one cannot be loaded. */
final class OpenedModels {

    private final List<Runnable> closings = new ArrayList<>();

    <T> T add(T model, Consumer<T> closing) {
        closings.add(() -> closing.accept(model));
        return model;
    }

    void close() {
        Lists.reverse(closings).forEach(Runnable::run);
    }
}
