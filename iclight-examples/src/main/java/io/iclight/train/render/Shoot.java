package io.iclight.train.render;

import io.iclight.light.LightSide;
import io.iclight.train.render.light.Lamps;
import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.LinearImage;
import java.util.List;

/**
 * All pictures of one scene that training needs, from one seed: the subject is traced once, and each picture costs some
 * milliseconds more.
 *
 * <p>Foregrounds are {@linkplain GBuffer straight}; lay them over grey or over a backdrop by the matte.
 */
public final class Shoot {

    private final Chance chance;
    private final Scene scene;
    private final GBuffer view;

    private Shoot(Scene scene, long seed, int width, int height) {
        this.chance = new Chance(seed);
        this.scene = scene;
        this.view = GBuffer.of(scene, width, height);
    }

    /**
     * Makes a scene and traces it.
     *
     * @param seed any number; the same number gives the same pictures
     * @param width in pixels, at least 8
     * @param height in pixels, at least 8
     * @return the scene, ready to be lit
     */
    public static Shoot of(long seed, int width, int height) {
        return new Shoot(Scene.of(seed), seed, width, height);
    }

    /**
     * Traces a given scene.
     *
     * @param scene the scene
     * @param seed what decides about lights and backdrops
     * @param width in pixels, at least 8
     * @param height in pixels, at least 8
     * @return the scene, ready to be lit
     */
    public static Shoot of(Scene scene, long seed, int width, int height) {
        return new Shoot(scene, seed, width, height);
    }

    /**
     * What is photographed.
     *
     * @return the scene
     */
    public Scene scene() {
        return scene;
    }

    /**
     * The subject before any light: its matte, albedo and normals, and what lights it.
     *
     * @return the traced subject
     */
    public GBuffer view() {
        return view;
    }

    /**
     * The light of a lighting preference: one strong light from a side.
     *
     * @param side where it comes from
     * @return the lighting
     */
    public Lighting from(LightSide side) {
        return Lamps.from(side, chance.fork("from " + side));
    }

    /**
     * A place and an hour around the subject.
     *
     * @param mood which
     * @param side where its strongest light comes from
     * @return light and backdrop that agree
     */
    public Setting in(Mood mood, LightSide side) {
        return mood.compose(
                chance.fork("in " + side),
                side,
                view.coverage().width(),
                view.coverage().height());
    }

    /**
     * The subject in a setting, before its backdrop.
     *
     * @param setting light and backdrop, of this picture's size
     * @return the whole picture
     */
    public LinearImage picture(Setting setting) {
        return view.lit(setting.lighting()).over(setting.backdrop(), view.coverage());
    }

    /**
     * A light that the subject happened to be photographed in: any lamps, any place, or none in particular. This is the
     * light that relighting has to take away.
     *
     * @param variant which of many, 0 for the first
     * @return the lighting
     */
    public Lighting found(long variant) {
        Chance own = chance.fork("found").fork(variant);
        double sort = own.next();
        if (sort < 0.45) {
            return Lamps.any(own);
        }
        if (sort < 0.7) {
            return Lamps.flat(own);
        }
        Mood mood = own.pick(List.of(Mood.values()));
        LightSide side = own.pick(List.of(LightSide.values()));
        // The light alone is wanted; its backdrop need not be large for the light that it adds.
        return mood.compose(own, side, 32, 32).lighting();
    }

    /**
     * The foreground as it was found, in a light that has nothing to do with the one wanted: what a relighting model is
     * given.
     *
     * @param variant which of many, 0 for the first
     * @return linear, black beside the subject
     */
    public LinearImage degraded(long variant) {
        return view.lit(found(variant));
    }
}
