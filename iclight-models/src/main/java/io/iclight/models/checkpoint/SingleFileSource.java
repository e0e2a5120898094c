package io.iclight.models.checkpoint;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LayoutNames;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.keys.NameMap;
import io.iclight.models.keys.RenamedSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The models of a checkpoint one after another, under the names of latent-diffusion programs. Nothing is copied. */
final class SingleFileSource implements TensorSource {

    private final String origin;
    private final ImmutableMap<String, Place> places;

    private SingleFileSource(String origin, ImmutableMap<String, Place> places) {
        this.origin = origin;
        this.places = places;
    }

    /** Where a tensor comes from. */
    private record Place(TensorSource source, String name, TensorInfo info) {}

    /** Every model under its own prefix. */
    static SingleFileSource of(Checkpoint checkpoint) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Part part : checkpoint.parts()) {
            add(places, LdmCheckpoint.prefix(part), renamed(checkpoint, part));
        }
        return new SingleFileSource(checkpoint.path().toString(), ImmutableMap.copyOf(places));
    }

    /** The UNet alone, without a prefix, as offsets are published. */
    static SingleFileSource ofUNet(Checkpoint checkpoint) {
        Map<String, Place> places = new LinkedHashMap<>();
        add(places, "", renamed(checkpoint, Part.UNET));
        return new SingleFileSource(checkpoint.path().toString(), ImmutableMap.copyOf(places));
    }

    private static TensorSource renamed(Checkpoint checkpoint, Part part) {
        NameMap toDiffusers = switch (part) {
            case UNET -> LayoutNames.ldmUNet(checkpoint.unetConfig());
            case VAE -> LayoutNames.ldmAutoencoder(checkpoint.autoencoderConfig());
            case TEXT_ENCODER -> LayoutNames.ldmTextEncoder();
        };
        return RenamedSource.of(checkpoint.weights(part), toDiffusers.inverse());
    }

    private static void add(Map<String, Place> places, String prefix, TensorSource source) {
        source.tensors().forEach((name, info) -> places.put(prefix + name, new Place(source, name, info)));
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return places.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey, entry -> entry.getValue().info()));
    }

    @Override
    public Tensor read(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new WeightsException(origin + " has no tensor " + name);
        }
        return place.source().read(place.name());
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public void close() {
        places.values().stream().map(Place::source).distinct().forEach(TensorSource::close);
    }
}
