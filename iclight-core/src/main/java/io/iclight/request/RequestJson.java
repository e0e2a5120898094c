package io.iclight.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request as JSON, both ways. */
final class RequestJson {

    private static final Set<String> KEYS = Set.of(
            "prompt",
            "added_prompt",
            "negative_prompt",
            "light",
            "width",
            "height",
            "images",
            "seed",
            "steps",
            "guidance_scale",
            "lowres_denoise",
            "highres",
            "sampling");

    private static final ImmutableMap<String, LightSource> LIGHTS = Stream.concat(
                    Stream.of(LightSource.NONE), Arrays.stream(LightSide.values()))
            .collect(ImmutableMap.toImmutableMap(LightSource::label, light -> light));

    private RequestJson() {}

    static String write(RelightRequest request) {
        if (!SamplingMethod.isNamed(request.sampling())) {
            throw new InvalidRequestException("the sampling method "
                    + request.sampling().name() + " is given in code and cannot be written as JSON");
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(request, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(RelightRequest request, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("prompt", request.prompt());
        json.writeStringField("added_prompt", request.addedPrompt());
        json.writeStringField("negative_prompt", request.negativePrompt());
        json.writeStringField("light", request.light().label());
        json.writeNumberField("width", request.widthPx());
        json.writeNumberField("height", request.heightPx());
        json.writeNumberField("images", request.images());
        json.writeNumberField("seed", request.seed());
        json.writeNumberField("steps", request.steps());
        json.writeNumberField("guidance_scale", request.guidanceScale());
        json.writeNumberField("lowres_denoise", request.lowresDenoise());
        json.writeObjectFieldStart("highres");
        if (request.highres().isPresent()) {
            json.writeNumberField("scale", request.highres().get().scale());
            json.writeNumberField("denoise", request.highres().get().denoise());
        }
        json.writeEndObject();
        json.writeStringField("sampling", request.sampling().name());
        json.writeEndObject();
    }

    static RelightRequest read(String text) {
        JsonObject json = JsonReader.parse(text, "request");
        Set<String> unknown = Sets.difference(json.keys(), KEYS);
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException("a request has no setting " + String.join(", ", unknown) + "; it has "
                    + KEYS.stream().sorted().collect(Collectors.joining(", ")));
        }
        RelightRequest.Builder builder = RelightRequest.builder().prompt(json.string("prompt"));
        json.optional("added_prompt", json::string).ifPresent(builder::addedPrompt);
        json.optional("negative_prompt", json::string).ifPresent(builder::negativePrompt);
        json.optional("light", json::string).map(RequestJson::light).ifPresent(builder::light);
        RelightRequest defaults = builder.build();
        builder.size(
                json.optional("width", json::int32).orElse(defaults.widthPx()),
                json.optional("height", json::int32).orElse(defaults.heightPx()));
        json.optional("images", json::int32).ifPresent(builder::images);
        json.optional("seed", json::integer).ifPresent(builder::seed);
        json.optional("steps", json::int32).ifPresent(builder::steps);
        json.optional("guidance_scale", json::number).ifPresent(builder::guidanceScale);
        json.optional("lowres_denoise", json::number).ifPresent(builder::lowresDenoise);
        json.optional("highres", json::object).ifPresent(highres -> highres(highres, builder));
        json.optional("sampling", json::string).map(SamplingMethod::named).ifPresent(builder::sampling);
        return builder.build();
    }

    /** An empty object means that there is no second pass. */
    private static void highres(JsonObject json, RelightRequest.Builder builder) {
        if (json.keys().isEmpty()) {
            builder.withoutHighres();
        } else {
            builder.highres(json.number("scale"), json.number("denoise"));
        }
    }

    private static LightSource light(String name) {
        LightSource light = LIGHTS.get(name);
        if (light == null) {
            throw new InvalidRequestException(
                    "no light is called " + name + "; there are " + String.join(", ", LIGHTS.keySet()));
        }
        return light;
    }
}
