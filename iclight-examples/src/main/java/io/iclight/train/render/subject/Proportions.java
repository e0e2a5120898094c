package io.iclight.train.render.subject;

import io.iclight.train.render.noise.Chance;

/**
 * The measures of a head. Its chin is at -1, its crown at 1, its eyes near 0 of its height; the face looks towards z.
 *
 * @param width of the skull at the temples, from the middle
 * @param jaw half the distance of the jaw's corners
 * @param chin how far the chin stands forward
 * @param cheek how high and full the cheekbones are
 * @param brow how far the brows stand forward
 * @param eyes half the distance of the pupils
 * @param eyeSize the radius of an eyeball
 * @param lid how far the eyes are open, half the height of the gap
 * @param nose how far the nose stands forward
 * @param noseWidth half its width at the wings
 * @param lips how full the lips are
 * @param mouth half the width of the mouth
 * @param neck the neck's radius
 * @param shoulders half the distance of the shoulders
 */
record Proportions(
        double width,
        double jaw,
        double chin,
        double cheek,
        double brow,
        double eyes,
        double eyeSize,
        double lid,
        double nose,
        double noseWidth,
        double lips,
        double mouth,
        double neck,
        double shoulders) {

    static Proportions woman(Chance chance) {
        return new Proportions(
                chance.near(0.66, 0.04),
                chance.near(0.36, 0.04),
                chance.near(0.54, 0.03),
                chance.near(0.16, 0.03),
                chance.near(0.035, 0.015),
                chance.near(0.275, 0.02),
                chance.near(0.172, 0.012),
                chance.near(0.056, 0.012),
                chance.near(0.88, 0.04),
                chance.near(0.095, 0.015),
                chance.near(0.054, 0.012),
                chance.near(0.172, 0.02),
                chance.near(0.30, 0.03),
                chance.near(1.20, 0.10));
    }

    static Proportions man(Chance chance) {
        return new Proportions(
                chance.near(0.69, 0.04),
                chance.near(0.40, 0.04),
                chance.near(0.58, 0.04),
                chance.near(0.14, 0.03),
                chance.near(0.075, 0.02),
                chance.near(0.28, 0.02),
                chance.near(0.15, 0.01),
                chance.near(0.042, 0.010),
                chance.near(0.93, 0.05),
                chance.near(0.12, 0.02),
                chance.near(0.042, 0.012),
                chance.near(0.195, 0.02),
                chance.near(0.41, 0.04),
                chance.near(1.45, 0.12));
    }
}
