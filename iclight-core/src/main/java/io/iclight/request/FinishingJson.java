package io.iclight.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.ColorLock;
import io.iclight.detail.DetailTransfer;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.detail.Finish;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done after the last pass: a list of objects, each of one kind. */
final class FinishingJson implements JsonGroup<FinishingSettings> {

    private static final String FINISHING = "finishing";
    private static final String KIND = "kind";
    private static final String DETAIL = "blended_detail";
    private static final String GAUSSIANS = "difference_of_gaussians";
    private static final String BACKGROUND = "original_background";
    private static final String LOCK = "color_lock";
    private static final String REGION = "region";
    private static final String INPUT = "input";

    @Override
    public Set<String> keys() {
        return Set.of(FINISHING);
    }

    @Override
    public Optional<String> unwritable(FinishingSettings finishing) {
        return finishing.finishes().stream().allMatch(finish -> finish(finish).isPresent())
                ? Optional.empty()
                : Optional.of("a finish");
    }

    @Override
    public Map<String, Object> write(FinishingSettings finishing) {
        return ImmutableMap.of(
                FINISHING,
                finishing.finishes().stream()
                        .map(finish -> finish(finish).orElseThrow())
                        .toList());
    }

    private static Optional<Map<String, Object>> finish(Finish finish) {
        if (finish instanceof TransferredDetail detail) {
            return detail(detail.transfer())
                    .map(written -> ImmutableMap.<String, Object>builder()
                            .putAll(written)
                            .put(REGION, word(detail.region()))
                            .put(INPUT, word(detail.input()))
                            .buildOrThrow());
        }
        if (finish instanceof ColorLock lock) {
            return Optional.of(ImmutableMap.of(KIND, LOCK, "strength", lock.strength(), "blur", lock.blur()));
        }
        return finish instanceof OriginalBackground ? Optional.of(ImmutableMap.of(KIND, BACKGROUND)) : Optional.empty();
    }

    private static Optional<Map<String, Object>> detail(DetailTransfer transfer) {
        if (transfer instanceof BlendedDetail blended) {
            return Optional.of(ImmutableMap.of(
                    KIND, DETAIL, "mode", word(blended.mode()), "sigma", blended.sigma(), "factor", blended.factor()));
        }
        return transfer instanceof DifferenceOfGaussians gaussians
                ? Optional.of(ImmutableMap.of(KIND, GAUSSIANS, "window", gaussians.window()))
                : Optional.empty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public FinishingSettings read(JsonObject request, FinishingSettings defaults) {
        return request.optional(FINISHING, request::objects)
                .map(finishes -> new FinishingSettings(
                        finishes.stream().map(FinishingJson::checked).collect(ImmutableList.toImmutableList())))
                .orElse(defaults);
    }

    private static Finish checked(JsonObject json) {
        try {
            Finish finish = finish(json);
            Set<String> known = finish(finish).orElseThrow().keySet();
            if (!known.containsAll(json.keys())) {
                throw new JsonException(
                        json.origin() + ": a " + json.string(KIND) + " has " + known + ", found " + json.keys());
            }
            return finish;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("finishing: " + e.getMessage(), e);
        }
    }

    private static Finish finish(JsonObject json) {
        String kind = json.string(KIND);
        return switch (kind) {
            case DETAIL ->
                transferred(
                        json,
                        new BlendedDetail(
                                constant(json, "mode", BlendMode.ADD),
                                json.optional("sigma", json::number).orElse(BlendedDetail.STANDARD.sigma()),
                                json.optional("factor", json::number).orElse(BlendedDetail.STANDARD.factor())));
            case GAUSSIANS ->
                transferred(
                        json,
                        new DifferenceOfGaussians(
                                json.optional("window", json::int32).orElse(DifferenceOfGaussians.STANDARD.window())));
            case BACKGROUND -> new OriginalBackground();
            case LOCK ->
                new ColorLock(
                        json.number("strength"),
                        json.optional("blur", json::number).orElse(ColorLock.DEFAULT_BLUR));
            default ->
                throw new JsonException(json.origin() + ": no finish is called " + kind + "; there are "
                        + String.join(", ", DETAIL, GAUSSIANS, LOCK, BACKGROUND));
        };
    }

    private static TransferredDetail transferred(JsonObject json, DetailTransfer transfer) {
        return new TransferredDetail(
                transfer,
                constant(json, REGION, TransferredDetail.Region.EVERYWHERE),
                constant(json, INPUT, TransferredDetail.Input.PHOTO));
    }

    private static <E extends Enum<E>> E constant(JsonObject json, String key, E otherwise) {
        return json.optional(key, json::string)
                .map(name -> constant(json, key, name, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    private static <E extends Enum<E>> E constant(JsonObject json, String key, String name, Class<E> kind) {
        List<E> constants = List.of(kind.getEnumConstants());
        return constants.stream()
                .filter(constant -> word(constant).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new JsonException(json.origin() + ": no " + key + " is called " + name + "; there are "
                                + constants.stream().map(FinishingJson::word).toList()));
    }
}
