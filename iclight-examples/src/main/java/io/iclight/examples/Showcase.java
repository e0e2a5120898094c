package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.io.image.Image;
import io.iclight.io.image.PillowFilter;
import io.iclight.light.LightSide;
import io.iclight.models.iclight.IcLightModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A photo, four lights, three prompts and its normals, made by the model that comes with the library. */
public final class Showcase {

    private static final String SUBJECT = "plaster bust";
    private static final List<String> PROMPTS = List.of("sunset over sea", "neon light, city", "shadow from window");

    private Showcase() {}

    /**
     * Relights a photo in eight ways.
     *
     * @param args the photo, and the picture to write
     */
    public static void main(String... args) {
        Path photo = Path.of(args[0]);
        List<RelightResult> results = new ArrayList<>();
        try (Relighter relighter = Relighter.mini()) {
            for (LightSide side : LightSide.values()) {
                results.add(run(relighter.relight(photo).prompt(SUBJECT).light(side)));
            }
            for (String words : PROMPTS) {
                results.add(run(relighter.relight(photo).prompt(SUBJECT + ", " + words)));
            }
        }
        List<Image> pictures = new ArrayList<>();
        RelightResult first = results.get(0);
        pictures.add(
                PillowFilter.LANCZOS.resize(first.foreground(), first.image().size()));
        results.forEach(result -> pictures.add(result.image()));
        pictures.add(normals(photo));
        Row.write(pictures, 3, Path.of(args[1]));
    }

    private static RelightResult run(Relighting relighting) {
        return relighting.size(256, 320).run();
    }

    /** They come from the model that is shown a background. */
    private static Image normals(Path photo) {
        try (Relighter relighter = Relighter.mini(IcLightModel.FBC)) {
            return relighter.normals(photo).prompt(SUBJECT).size(256, 320).run().image();
        }
    }
}
