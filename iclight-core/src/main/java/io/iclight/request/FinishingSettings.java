package io.iclight.request;

/** What is done to the pictures after the last pass: nothing, as in the demo. */
public record FinishingSettings() {

    /** Pictures stay as the last pass made them. */
    public static final FinishingSettings NONE = new FinishingSettings();
}
