package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.Image;
import io.iclight.io.json.JsonObject;
import java.util.Collection;

/** The pictures that a request's JSON may name. */
final class KnownPictures {

    static final KnownPictures NONE = new KnownPictures(ImmutableMap.of());

    private final ImmutableMap<PictureName, Image> pictures;

    private KnownPictures(ImmutableMap<PictureName, Image> pictures) {
        this.pictures = pictures;
    }

    static KnownPictures of(Collection<Image> pictures) {
        pictures.forEach(picture -> Requirement.given("each picture", picture));
        return new KnownPictures(
                pictures.stream().distinct().collect(ImmutableMap.toImmutableMap(PictureName::of, picture -> picture)));
    }

    /** Finds the picture that an object names; the role says in a message what it is in the request. */
    Image find(JsonObject name, String role) {
        PictureName wanted = PictureName.read(name);
        Image found = pictures.get(wanted);
        if (found == null) {
            throw new MissingPictureException(role, wanted);
        }
        return found;
    }
}
