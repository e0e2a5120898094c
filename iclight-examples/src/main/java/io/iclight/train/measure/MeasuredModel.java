package io.iclight.train.measure;

import io.iclight.Relighter;
import io.iclight.bundled.BundledModel;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.Device;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.Matting;
import io.iclight.models.matting.RmbgCheckpoint;
import io.iclight.models.matting.RmbgMatting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A model's folder, as measures see it: what it has of relighting on text, on a background, and matting. */
public final class MeasuredModel implements AutoCloseable {

    private final Optional<Relighter> text;
    private final Optional<Relighter> background;
    private final Optional<IsNet> network;

    private MeasuredModel(Optional<Relighter> text, Optional<Relighter> background, Optional<IsNet> network) {
        this.text = text;
        this.background = background;
        this.network = network;
    }

    /**
     * Loads what there is.
     *
     * @param folder with the offsets {@code iclight_*_fc.safetensors} and {@code iclight_*_fbc.safetensors} beside the
     *     models, and {@code matting/}; each may be missing, but not all
     * @return the models, to be closed by the caller
     * @throws io.iclight.io.weights.WeightsException if a file is malformed, or not what it should be
     * @throws FileAccessException if there is no such folder
     * @throws NothingToMeasureException if the folder has none of them
     */
    public static MeasuredModel open(Path folder) {
        return open(folder, folder.resolve("matting"));
    }

    /**
     * Loads what comes with the library.
     *
     * @return the models, to be closed by the caller
     * @throws io.iclight.bundled.BundledModelException if they cannot be unpacked
     */
    public static MeasuredModel bundled() {
        return open(BundledModel.MINI.folder(), BundledModel.MATTING.folder());
    }

    private static MeasuredModel open(Path folder, Path matting) {
        Optional<Relighter> text = relighter(folder, IcLightModel.FC);
        try {
            return open(folder, matting, text);
        } catch (RuntimeException | Error e) {
            text.ifPresent(Relighter::close);
            throw e;
        }
    }

    private static MeasuredModel open(Path folder, Path matting, Optional<Relighter> text) {
        Optional<Relighter> background = relighter(folder, IcLightModel.FBC);
        try {
            return of(folder, text, background, network(matting));
        } catch (RuntimeException | Error e) {
            background.ifPresent(Relighter::close);
            throw e;
        }
    }

    private static MeasuredModel of(
            Path folder, Optional<Relighter> text, Optional<Relighter> background, Optional<IsNet> network) {
        if (text.isEmpty() && background.isEmpty() && network.isEmpty()) {
            throw new NothingToMeasureException(
                    folder + " has nothing to measure: expected iclight_*_fc.safetensors, iclight_*_fbc.safetensors or"
                            + " matting/, found none; name a model's folder, such as iclight train pack makes");
        }
        return new MeasuredModel(text, background, network);
    }

    private static Optional<Relighter> relighter(Path folder, IcLightModel model) {
        String ending = "_" + model.name().toLowerCase(Locale.ROOT) + ".safetensors";
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending))
                    ? Optional.of(
                            Relighter.builder().model(folder).iclight(model).build())
                    : Optional.empty();
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    private static Optional<IsNet> network(Path folder) {
        return Optional.of(folder).filter(Files::isDirectory).map(found -> RmbgCheckpoint.load(found, Device.CPU));
    }

    /**
     * Returns the model that is conditioned on text.
     *
     * @return the model, or empty where the folder has none
     */
    public Optional<RelightingModel> relighting() {
        return text.map(model -> (photo, prompt, light, seed) -> model.relight(photo)
                .prompt(prompt)
                .light(light)
                .seed(seed)
                .run()
                .image());
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
        text.ifPresent(Relighter::close);
        background.ifPresent(Relighter::close);
        network.ifPresent(IsNet::close);
    }
}
