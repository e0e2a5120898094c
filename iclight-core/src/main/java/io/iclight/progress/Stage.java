package io.iclight.progress;

/** A part of a relight, in the order in which they run. */
public enum Stage {
    /** The subject is found. */
    MATTE("matte"),
    /** The prompts become embeddings. */
    PROMPT("prompt"),
    /** Foreground, background and light become latents of the first pass. */
    LOWRES_ENCODE("encode"),
    /** The first pass's steps. */
    LOWRES_DENOISE("denoise"),
    /** The first pass's latents become pictures. */
    LOWRES_DECODE("decode"),
    /** The enlarged pictures, foreground and background become latents of the second pass. */
    HIGHRES_ENCODE("highres encode"),
    /** The second pass's steps. */
    HIGHRES_DENOISE("highres denoise"),
    /** The second pass's latents become pictures. */
    HIGHRES_DECODE("highres decode");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /**
     * Returns what a progress bar calls the stage.
     *
     * @return a word or two
     */
    @Override
    public String toString() {
        return label;
    }
}
