package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.Image;
import io.iclight.io.json.JsonObject;
import io.iclight.matting.MaskPicture;
import io.iclight.matting.MatteSource;
import io.iclight.matting.OwnMatting;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The light, the background and the matte. Pictures stand there by their names. */
final class SceneJson implements JsonGroup<SceneSettings> {

    private static final ImmutableMap<String, MatteSource> MATTES = ImmutableMap.of(
            "auto", MatteSource.AUTO,
            "alpha", MatteSource.ALPHA,
            "network", MatteSource.NETWORK,
            "none", MatteSource.NONE);

    private final KnownPictures pictures;
    private final LightJson lights;

    SceneJson(KnownPictures pictures) {
        this.pictures = pictures;
        this.lights = new LightJson(pictures);
    }

    @Override
    public Set<String> keys() {
        return Set.of("light", "background", "matte");
    }

    @Override
    public Optional<String> unwritable(SceneSettings scene) {
        return scene.matte() instanceof OwnMatting ? Optional.of("the matting") : Optional.empty();
    }

    @Override
    public Map<String, Object> write(SceneSettings scene) {
        return ImmutableMap.of(
                "light", lights.write(scene.light()),
                "background", scene.background().map(SceneJson::background).orElse(ImmutableMap.of()),
                "matte", matte(scene.matte()));
    }

    private static Map<String, Object> background(Background background) {
        return ImmutableMap.<String, Object>builder()
                .putAll(PictureName.of(background.picture()).write())
                .put("mirrored", background.mirrored())
                .buildOrThrow();
    }

    private static Object matte(MatteSource matte) {
        return matte instanceof MaskPicture mask
                ? PictureName.of(mask.picture()).write()
                : matte.toString();
    }

    @Override
    public SceneSettings read(JsonObject request, SceneSettings defaults) {
        return new SceneSettings(
                request.has("light") ? lights.read(request, "light") : defaults.light(),
                request.has("background") ? background(request) : defaults.background(),
                request.has("matte") ? matte(request) : defaults.matte());
    }

    private Optional<Background> background(JsonObject request) {
        JsonObject json = request.object("background");
        if (json.keys().isEmpty()) {
            return Optional.empty();
        }
        Background background = new Background(
                pictures.find(json, "background"),
                json.optional("mirrored", json::bool).orElse(false));
        Requirement.known("a background", json, background(background).keySet());
        return Optional.of(background);
    }

    private MatteSource matte(JsonObject request) {
        if (!(request.value("matte") instanceof String name)) {
            return mask(request.object("matte"));
        }
        MatteSource matte = MATTES.get(name);
        if (matte == null) {
            throw new InvalidRequestException(
                    "no matte is called " + name + "; there are " + String.join(", ", MATTES.keySet()));
        }
        return matte;
    }

    private MatteSource mask(JsonObject json) {
        Image mask = pictures.find(json, "mask");
        Requirement.known("a mask", json, PictureName.of(mask).write().keySet());
        return MatteSource.mask(mask);
    }
}
