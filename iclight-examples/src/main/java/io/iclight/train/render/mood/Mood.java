package io.iclight.train.render.mood;

import io.iclight.light.LightSide;
import io.iclight.train.render.noise.Chance;

/** The places and hours that there are. */
public enum Mood {
    /** Sun through a window into a room. */
    SUNNY_WINDOW(new SunnyWindow()),
    /** Neon signs in a city at night. */
    NEON_CITY(new NeonCity()),
    /** The sun going down over the sea. */
    SUNSET_SEA(new SunsetSea()),
    /** The hour before sunset. */
    GOLDEN_HOUR(new GoldenHour()),
    /** Coloured tubes in a dark hall. */
    CYBERPUNK(new Cyberpunk()),
    /** Soft daylight outdoors. */
    NATURAL(new NaturalLight()),
    /** A bedroom by lamplight. */
    WARM_BEDROOM(Bedroom.byLamp()),
    /** A bedroom by lamplight and small bulbs. */
    COZY_BEDROOM(Bedroom.byGarland()),
    /** Glowing ribbons and sparks. */
    MAGIC(new MagicLight()),
    /** Arches and spires by a pale moon. */
    GOTHIC(new Gothic()),
    /** Hard light and hard shadows on a wall. */
    LIGHT_AND_SHADOW(PatternedWall.behindAnything()),
    /** A window's or a blind's shadow on a wall. */
    WINDOW_SHADOW(PatternedWall.behindWindow()),
    /** A softbox before a paper background. */
    STUDIO(new Studio()),
    /** Red and amber neon in a corridor. */
    WARM_NEON(new WarmNeon()),
    /** A warm key in a teal dark. */
    CINEMATIC(new Cinematic()),
    /** Sun through trees. */
    FOREST(new Forest()),
    /** A fire at night. */
    FIRE(new Fireside()),
    /** A full moon. */
    MOONLIGHT(new Moonlight()),
    /** Light under water. */
    UNDERWATER(new Underwater()),
    /** A spotlight on a stage. */
    SPOTLIGHT(new Spotlight()),
    /** Full sun outdoors. */
    SUNNY_OUTDOORS(new SunnyOutdoors());

    private final Atmosphere atmosphere;

    Mood(Atmosphere atmosphere) {
        this.atmosphere = atmosphere;
    }

    /**
     * Arranges light and backdrop.
     *
     * @param chance what decides everything that is left open
     * @param side where the strongest light comes from
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @return the setting
     */
    public Setting compose(Chance chance, LightSide side, int width, int height) {
        return atmosphere.compose(new Stage(chance.fork(name()), side, width, height));
    }
}
