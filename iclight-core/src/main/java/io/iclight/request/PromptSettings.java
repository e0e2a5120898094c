package io.iclight.request;

/**
 * What the picture should show, and what not.
 *
 * @param text what the picture should show, its light included; of any length
 * @param added joined to the text with a comma, as the demo does
 * @param negative what the picture should not show; of any length, may be empty
 * @param syntax what brackets mean, in all three
 * @param clipSkip which of the text encoder's last layers counts, 1..12: 1 is the last, as in the demo, and 2 the one before
 *     it, as user interfaces count; diffusers' {@code clip_skip} is one less
 */
public record PromptSettings(String text, String added, String negative, PromptSyntax syntax, int clipSkip) {

    /** What the demo adds to every prompt. */
    public static final String DEFAULT_ADDED = "best quality";

    /** What the demo wants to see in no picture. */
    public static final String DEFAULT_NEGATIVE = "lowres, bad anatomy, bad hands, cropped, worst quality";

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing, or out of its range
     * @throws io.iclight.models.clip.prompt.PromptSyntaxException if one of the three is none in the syntax
     */
    public PromptSettings {
        Requirement.given("prompt", text);
        Requirement.given("added prompt", added);
        Requirement.given("negative prompt", negative);
        Requirement.given("prompt syntax", syntax);
        Requirement.inRange("clip skip", clipSkip, 1, 12);
        syntax.check(text + ", " + added);
        syntax.check(negative);
    }

    /**
     * Makes settings with the demo's additions.
     *
     * @param text what the picture should show
     * @return the settings
     */
    public static PromptSettings of(String text) {
        return new PromptSettings(text, DEFAULT_ADDED, DEFAULT_NEGATIVE, PromptSyntax.PLAIN, 1);
    }

    /**
     * Returns these settings with another prompt.
     *
     * @param other what the picture should show
     * @return new settings
     */
    public PromptSettings withText(String other) {
        return new PromptSettings(other, added, negative, syntax, clipSkip);
    }

    /**
     * Returns these settings with another addition.
     *
     * @param other joined to the prompt
     * @return new settings
     */
    public PromptSettings withAdded(String other) {
        return new PromptSettings(text, other, negative, syntax, clipSkip);
    }

    /**
     * Returns these settings with another negative prompt.
     *
     * @param other what the picture should not show
     * @return new settings
     */
    public PromptSettings withNegative(String other) {
        return new PromptSettings(text, added, other, syntax, clipSkip);
    }

    /**
     * Returns these settings in another syntax.
     *
     * @param other what brackets mean
     * @return new settings
     */
    public PromptSettings withSyntax(PromptSyntax other) {
        return new PromptSettings(text, added, negative, other, clipSkip);
    }

    /**
     * Returns these settings with another layer of the text encoder.
     *
     * @param other which of the last layers counts, 1..12
     * @return new settings
     */
    public PromptSettings withClipSkip(int other) {
        return new PromptSettings(text, added, negative, syntax, other);
    }

    /**
     * Returns what is embedded for the picture: the text, a comma and the addition.
     *
     * @return such as {@code sunset over sea, best quality}
     */
    public String positive() {
        return text + ", " + added;
    }
}
