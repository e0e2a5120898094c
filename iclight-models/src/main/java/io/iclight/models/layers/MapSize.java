package io.iclight.models.layers;

/** How many pixels the feature maps of a convolution have, which decides how its weight is laid out. */
public enum MapSize {
    /** Any number. */
    ANY,
    /** 16x16 or more, as a rule. */
    LARGE
}
