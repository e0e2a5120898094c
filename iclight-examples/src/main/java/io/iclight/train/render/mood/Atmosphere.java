package io.iclight.train.render.mood;

/** Arranges light and backdrop for one kind of place. */
@FunctionalInterface
interface Atmosphere {

    Setting compose(Stage stage);
}
