package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.json.JsonWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request as JSON, both ways: the entries of its groups, side by side. */
final class RequestJson {

    private final PromptJson prompts = new PromptJson();
    private final SceneJson scene;
    private final BatchJson batch = new BatchJson();
    private final SamplingJson sampling = new SamplingJson();
    private final GuidanceJson guidance = new GuidanceJson();
    private final LowresJson lowres = new LowresJson();
    private final HighresJson highres = new HighresJson();
    private final FinishingJson finishing = new FinishingJson();
    private final NetworkJson network = new NetworkJson();

    RequestJson(KnownPictures pictures) {
        this.scene = new SceneJson(pictures);
    }

    /** Tells what in a request is given in code and cannot be written, or nothing. */
    Optional<String> unwritable(RelightRequest request) {
        return scene.unwritable(request.scene())
                .or(() -> sampling.unwritable(request.sampling()))
                .or(() -> guidance.unwritable(request.guidance()))
                .or(() -> finishing.unwritable(request.finishing()))
                .or(() -> network.unwritable(request.network()));
    }

    String write(RelightRequest request) {
        unwritable(request).ifPresent(what -> {
            throw new InvalidRequestException(what + " is given in code and cannot be written as JSON");
        });
        return JsonWriter.text(ImmutableMap.<String, Object>builder()
                .putAll(prompts.write(request.prompts()))
                .putAll(scene.write(request.scene()))
                .putAll(batch.write(request.batch()))
                .putAll(sampling.write(request.sampling()))
                .putAll(guidance.write(request.guidance()))
                .putAll(lowres.write(request.lowres()))
                .putAll(highres.write(request.highres()))
                .putAll(finishing.write(request.finishing()))
                .putAll(network.write(request.network()))
                .buildOrThrow());
    }

    /** Reads a request; settings that are missing are as in the defaults. */
    RelightRequest read(String text, RequestDefaults defaults) {
        JsonObject json = JsonReader.parse(text, "request");
        Set<String> known = keys();
        Set<String> unknown = Sets.difference(json.keys(), known);
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException("a request has no setting " + String.join(", ", unknown) + "; it has "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
        }
        return new RelightRequest(
                prompts.read(json, PromptSettings.of("")),
                scene.read(json, SceneSettings.DEFAULT),
                batch.read(json, BatchSettings.DEFAULT),
                sampling.read(json, defaults.sampling()),
                guidance.read(json, defaults.guidance()),
                lowres.read(json, defaults.lowres()),
                highres.read(json, defaults.highres()),
                finishing.read(json, defaults.finishing()),
                network.read(json, NetworkSettings.DEFAULT));
    }

    private ImmutableSet<String> keys() {
        return Stream.of(prompts, scene, batch, sampling, guidance, lowres, highres, finishing, network)
                .flatMap(group -> group.keys().stream())
                .collect(ImmutableSet.toImmutableSet());
    }
}
