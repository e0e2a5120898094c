package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The prompts; the text is the one setting that must be there. */
final class PromptJson implements JsonGroup<PromptSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("prompt", "added_prompt", "negative_prompt", "prompt_syntax", "clip_skip");
    }

    @Override
    public Map<String, Object> write(PromptSettings prompts) {
        return ImmutableMap.of(
                "prompt", prompts.text(),
                "added_prompt", prompts.added(),
                "negative_prompt", prompts.negative(),
                "prompt_syntax", prompts.syntax().label(),
                "clip_skip", prompts.clipSkip());
    }

    @Override
    public PromptSettings read(JsonObject request, PromptSettings defaults) {
        return new PromptSettings(
                request.string("prompt"),
                request.optional("added_prompt", request::string).orElse(defaults.added()),
                request.optional("negative_prompt", request::string).orElse(defaults.negative()),
                request.optional("prompt_syntax", request::string)
                        .map(PromptJson::syntax)
                        .orElse(defaults.syntax()),
                request.optional("clip_skip", request::int32).orElse(defaults.clipSkip()));
    }

    private static PromptSyntax syntax(String label) {
        return Arrays.stream(PromptSyntax.values())
                .filter(syntax -> syntax.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "no prompt syntax is called " + label + "; there are plain, a1111"));
    }
}
