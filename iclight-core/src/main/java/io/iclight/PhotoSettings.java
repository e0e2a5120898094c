package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.request.RequestDefaults;
import io.iclight.request.RequestSettings;
import java.util.Objects;

/**
 * What is about to be done to a photo: the settings of a request, a listener, a switch to stop it.
 *
 * @param <S> what the methods return, so that calls can be chained
 */
abstract class PhotoSettings<S extends PhotoSettings<S>> extends RequestSettings<S> {

    private final RelightModels models;
    private final Image photo;
    private ProgressListener listener = ProgressListener.NONE;
    private Cancellation cancellation = new Cancellation();

    PhotoSettings(RelightModels models, RequestDefaults defaults, Image photo) {
        super(defaults);
        this.models = models;
        this.photo = Objects.requireNonNull(photo, "photo");
    }

    /**
     * Listens to the progress.
     *
     * @param listener called on the thread that computes; by default {@link ProgressListener#NONE}
     * @return this
     */
    public S onProgress(ProgressListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return self();
    }

    /**
     * Gives a switch that stops what is computed. Interrupting the thread does so too.
     *
     * @param cancellation may be shared by many
     * @return this
     */
    public S cancelledBy(Cancellation cancellation) {
        this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
        return self();
    }

    final RelightModels models() {
        return models;
    }

    final Image photo() {
        return photo;
    }

    final ProgressListener listener() {
        return listener;
    }

    final Cancellation cancellation() {
        return cancellation;
    }
}
