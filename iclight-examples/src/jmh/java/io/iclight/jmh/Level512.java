package io.iclight.jmh;

/** The levels of SD1.5's UNet at 512x512 pixels. */
final class Level512 {

    static final int PAIR = 2;
    static final int HEADS = 8;

    private Level512() {}

    /** Channels of the level whose feature maps have this side. */
    static int channels(int side) {
        return switch (side) {
            case 64 -> 320;
            case 32 -> 640;
            case 16, 8 -> 1280;
            default -> throw new IllegalArgumentException("expected the side of a level, 64, 32, 16 or 8, was " + side);
        };
    }
}
