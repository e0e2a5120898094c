package io.iclight.train.measure;

import io.iclight.Relighter;
import io.iclight.io.image.Image;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.Matting;
import io.iclight.models.matting.RmbgCheckpoint;
import io.iclight.models.matting.RmbgMatting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A model's folder, as measures see it: relighting on text, on a background if it can, and matting if it can. */
public final class MeasuredModel implements RelightingModel, AutoCloseable {

    private final Relighter text;
    private final Optional<Relighter> background;
    private final Optional<IsNet> network;

    private MeasuredModel(Relighter text, Optional<Relighter> background, Optional<IsNet> network) {
        this.text = text;
        this.background = background;
        this.network = network;
    }

    /**
     * Loads a model.
     *
     * @param folder with the offset {@code iclight_*_fc.safetensors} beside the models, and perhaps {@code
     *     iclight_*_fbc.safetensors} and {@code matting/}
     * @return the model, to be closed by the caller
     * @throws io.iclight.io.weights.WeightsException if a file is missing, malformed, or not what it should be
     */
    public static MeasuredModel open(Path folder) {
        Optional<Relighter> background = hasBackgroundModel(folder)
                ? Optional.of(Relighter.builder()
                        .model(folder)
                        .iclight(IcLightModel.FBC)
                        .build())
                : Optional.empty();
        return new MeasuredModel(Relighter.builder().model(folder).build(), background, network(folder));
    }

    private static boolean hasBackgroundModel(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith("_fbc.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed: " + e, e);
        }
    }

    private static Optional<IsNet> network(Path folder) {
        return Optional.of(folder.resolve("matting")).filter(Files::isDirectory).map(RmbgCheckpoint::load);
    }

    @Override
    public Image relit(Image photo, String prompt, LightSource light, long seed) {
        return text.relight(photo).prompt(prompt).light(light).seed(seed).run().image();
    }

    /**
     * Returns the model that is conditioned on a background.
     *
     * @return the model, or empty where the folder has none
     */
    public Optional<CompositingModel> compositing() {
        return background.map(model -> (photo, behind, prompt, seed) -> model.relight(photo)
                .background(behind)
                .prompt(prompt)
                .seed(seed)
                .run()
                .image());
    }

    /**
     * Returns what finds subjects.
     *
     * @return the matting network, or empty where the folder has none
     */
    public Optional<Matting> matting() {
        return network.map(RmbgMatting::new);
    }

    /** Frees the models. Closing twice does nothing. */
    @Override
    public void close() {
        text.close();
        background.ifPresent(Relighter::close);
        network.ifPresent(IsNet::close);
    }
}
