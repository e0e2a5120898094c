package io.iclight.train.render.material;

/**
 * A material and the word for it.
 *
 * @param word what a caption calls it: {@code marble}
 * @param material what it is
 */
public record Finish(String word, Material material) {}
