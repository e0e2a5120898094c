package io.iclight.train.render.subject;

/** What there is to light. */
public enum SubjectKind {
    /** A woman, head and shoulders. */
    WOMAN,
    /** A man, head and shoulders. */
    MAN,
    /** A statue's head and shoulders. */
    BUST,
    /** A dog's head. */
    DOG,
    /** A cat's head. */
    CAT,
    /** A sitting teddy bear. */
    TEDDY_BEAR,
    /** A toy robot. */
    ROBOT,
    /** A vase. */
    VASE,
    /** A bottle. */
    BOTTLE,
    /** A jug with a handle. */
    JUG,
    /** A goblet. */
    GOBLET,
    /** A bowl of fruit. */
    FRUIT_BOWL,
    /** An apple. */
    APPLE,
    /** A pear. */
    PEAR,
    /** A pumpkin. */
    PUMPKIN,
    /** A rock. */
    ROCK,
    /** A crystal. */
    CRYSTAL,
    /** A sculpture without likeness. */
    SCULPTURE,
    /** Cloth in folds. */
    DRAPERY,
    /** A cactus in a pot. */
    CACTUS,
    /** Mushrooms. */
    MUSHROOM
}
