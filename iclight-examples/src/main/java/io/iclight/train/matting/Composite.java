package io.iclight.train.matting;

import io.iclight.train.render.noise.Chance;

/**
 * A picture with a known matte.
 *
 * @param size of the square picture in pixels
 * @param picture red, green and blue of each pixel, 0 to 1, row by row
 * @param opacity of the subject at each pixel, 0 to 1
 */
record Composite(int size, float[] picture, float[] opacity) {

    /**
     * Puts a picture together.
     *
     * @param pictures what it is made of
     * @param chance what decides
     * @return as rendered, or a subject or two moved before another background; then taken by some camera
     */
    static Composite of(RenderedPictures pictures, Chance chance) {
        RenderedPictures.Shot shot = pictures.shot(chance);
        boolean moved = chance.happens(0.75);
        float[] background = moved ? background(pictures, chance) : shot.behind();
        Cutout subject = moved ? shot.subject().moved(Placement.ofSubject(chance)) : shot.subject();
        if (chance.happens(0.15)) {
            subject = subject.before(pictures.shot(chance).subject().moved(Placement.ofSubject(chance)));
        }
        int size = pictures.size();
        float[] picture = new Snapshot(chance.fork("snapshot")).of(subject.over(background), size);
        return new Composite(size, picture, subject.opacity());
    }

    /** A place, sharp or out of focus; sometimes a picture with somebody else in it, far out of focus. */
    private static float[] background(RenderedPictures pictures, Chance chance) {
        Placement part = Placement.ofBackground(chance);
        boolean peopled = chance.happens(0.2);
        float[] whole = peopled ? pictures.picture(chance) : pictures.backdrop(chance);
        int size = pictures.size();
        float[] background = part.apply(whole, 3, size, Placement.Beyond.MIRRORED);
        double blur = peopled ? chance.between(0.025, 0.06) : chance.happens(0.4) ? chance.between(0.004, 0.04) : 0;
        return blur == 0 ? background : Snapshot.blurred(background, size, blur * size);
    }
}
