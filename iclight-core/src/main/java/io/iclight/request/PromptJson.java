package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** The prompts; the text is the one setting that must be there. */
final class PromptJson implements JsonGroup<PromptSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("prompt", "added_prompt", "negative_prompt");
    }

    @Override
    public Map<String, Object> write(PromptSettings prompts) {
        return ImmutableMap.of(
                "prompt", prompts.text(), "added_prompt", prompts.added(), "negative_prompt", prompts.negative());
    }

    @Override
    public PromptSettings read(JsonObject request) {
        return new PromptSettings(
                request.string("prompt"),
                request.optional("added_prompt", request::string).orElse(PromptSettings.DEFAULT_ADDED),
                request.optional("negative_prompt", request::string).orElse(PromptSettings.DEFAULT_NEGATIVE));
    }
}
