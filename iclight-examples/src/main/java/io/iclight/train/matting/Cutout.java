package io.iclight.train.matting;

/**
 * A subject cut out of its picture: what it adds to a pixel, and how much of the pixel it covers. A picture over a
 * background {@code b} is {@code colours + (1 - opacity) * b}.
 *
 * @param size of the square picture in pixels
 * @param colours red, green and blue of each pixel, times its opacity, row by row
 * @param opacity of each pixel, 0 to 1
 */
record Cutout(int size, float[] colours, float[] opacity) {

    /** Cuts a subject out of a picture by the truth of what is behind it. */
    static Cutout of(int size, float[] picture, float[] behind, float[] opacity) {
        float[] colours = new float[picture.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = picture[i] - (1 - opacity[i / 3]) * behind[i];
        }
        return new Cutout(size, colours, opacity);
    }

    /** The cutout, moved; one that the lower edge cuts stays cut by it. */
    Cutout moved(Placement anywhere) {
        Placement placement = isCutBelow() ? anywhere.standing() : anywhere;
        return new Cutout(
                size,
                placement.apply(colours, 3, size, Placement.Beyond.NOTHING),
                placement.apply(opacity, 1, size, Placement.Beyond.NOTHING));
    }

    private boolean isCutBelow() {
        int lowest = (size - 1) * size;
        for (int column = 0; column < size; column++) {
            if (opacity[lowest + column] > 0.5) {
                return true;
            }
        }
        return false;
    }

    /** Both subjects, this one in front. */
    Cutout before(Cutout other) {
        float[] union = new float[opacity.length];
        for (int i = 0; i < union.length; i++) {
            union[i] = opacity[i] + (1 - opacity[i]) * other.opacity[i];
        }
        return new Cutout(size, over(other.colours), union);
    }

    /** The picture over a background. */
    float[] over(float[] background) {
        float[] picture = new float[colours.length];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = colours[i] + (1 - opacity[i / 3]) * background[i];
        }
        return picture;
    }
}
