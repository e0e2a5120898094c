package io.iclight.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.UNetPatches;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the UNet computes: a word for the speed, and a list of patches, each a name or an object with a name and options. */
final class NetworkJson implements JsonGroup<NetworkSettings> {

    private static final String SPEED = "speed";
    private static final String PATCHES = "patches";

    @Override
    public Set<String> keys() {
        return Set.of(SPEED, PATCHES);
    }

    @Override
    public Optional<String> unwritable(NetworkSettings network) {
        return network.patches().stream()
                        .allMatch(patch -> UNetPatches.optionsOf(patch).isPresent())
                ? Optional.empty()
                : Optional.of("a patch of the UNet");
    }

    @Override
    public Map<String, Object> write(NetworkSettings network) {
        return ImmutableMap.of(
                SPEED,
                word(network.speed()),
                PATCHES,
                network.patches().stream()
                        .map(patch -> UNetPatches.optionsOf(patch).orElseThrow().toJson())
                        .toList());
    }

    @Override
    public NetworkSettings read(JsonObject request, NetworkSettings defaults) {
        return new NetworkSettings(
                request.optional(SPEED, request::string)
                        .map(name -> speed(name, request))
                        .orElse(defaults.speed()),
                request.optional(PATCHES, request::value)
                        .map(value -> patches(value, request))
                        .orElse(defaults.patches()));
    }

    private static Speed speed(String name, JsonObject json) {
        return Arrays.stream(Speed.values())
                .filter(speed -> word(speed).equals(name))
                .findFirst()
                .orElseThrow(() -> new JsonException(json.origin() + ": no speed is called " + name + "; there are "
                        + Arrays.stream(Speed.values()).map(NetworkJson::word).toList()));
    }

    private static ImmutableList<UNetPatch> patches(Object value, JsonObject json) {
        if (!(value instanceof List<?> list)) {
            throw new JsonException(json.origin() + ": expected a list under \"" + PATCHES + "\", found " + value);
        }
        try {
            return list.stream()
                    .map(NamedOptions::ofJson)
                    .map(UNetPatches::of)
                    .collect(ImmutableList.toImmutableList());
        } catch (SamplingException e) {
            throw new InvalidRequestException(e.getMessage(), e);
        }
    }

    private static String word(Speed speed) {
        return speed.name().toLowerCase(Locale.ROOT);
    }
}
