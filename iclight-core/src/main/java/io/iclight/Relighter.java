package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.models.iclight.IcLightModel;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Relights photographs with one of IC-Light's models.
 *
 * <pre>{@code
 * try (Relighter relighter = Relighter.builder()
 *         .model(Path.of("realistic-vision-v51"))
 *         .iclight(Path.of("iclight_sd15_fc.safetensors"))
 *         .build()) {
 *     RelightResult result = relighter.relight(Path.of("portrait.jpg"))
 *             .prompt("beautiful woman, sunset over sea")
 *             .light(LightSide.LEFT)
 *             .run();
 *     result.write(Path.of("relit.png"));
 * }
 * }</pre>
 *
 * <p>Loading takes seconds and gigabytes, so make one and keep it. Threads may share it: relights that run at the same
 * time share the models and need memory of their own for what they compute. Closing waits for relights that run.
 */
public final class Relighter implements AutoCloseable {

    private final RelightModels models;

    /** Takes ownership of the models. */
    Relighter(RelightModels models) {
        this.models = models;
    }

    /**
     * Begins to describe a relighter.
     *
     * @return a builder; model and offset must be named
     */
    public static RelighterBuilder builder() {
        return new RelighterBuilder();
    }

    /**
     * Tells which of IC-Light's models this is.
     *
     * @return conditioned on the foreground, or on foreground and background
     */
    public IcLightModel model() {
        return models.kind();
    }

    /**
     * Begins a relight.
     *
     * @param photo RGB or grey, or RGBA, whose opacity tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public Relighting relight(Image photo) {
        return new Relighting(models, photo);
    }

    /**
     * Begins a relight.
     *
     * @param photo with or without opacity, which tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public Relighting relight(BufferedImage photo) {
        return relight(Image.of(photo));
    }

    /**
     * Begins a relight.
     *
     * @param photo a JPEG, PNG or WebP file
     * @return the call, to be given a prompt and run
     * @throws io.iclight.io.image.ImageFileException if the file is no picture that can be read
     */
    public Relighting relight(Path photo) {
        return relight(ImageDecoder.STANDARD.read(photo));
    }

    /**
     * Begins to compute normals, with the background-conditioned model.
     *
     * @param photo RGB or grey, or RGBA, whose opacity tells the subject from its background
     * @return the call, to be given a prompt and run
     */
    public NormalMapping normals(Image photo) {
        return new NormalMapping(models, photo);
    }

    /**
     * Begins to compute normals, with the background-conditioned model.
     *
     * @param photo a JPEG, PNG or WebP file
     * @return the call, to be given a prompt and run
     * @throws io.iclight.io.image.ImageFileException if the file is no picture that can be read
     */
    public NormalMapping normals(Path photo) {
        return normals(ImageDecoder.STANDARD.read(photo));
    }

    /** Waits for relights that run, then frees the models. Closing twice does nothing; a relight after that fails. */
    @Override
    public void close() {
        models.close();
    }
}
