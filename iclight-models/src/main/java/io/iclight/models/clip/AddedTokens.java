package io.iclight.models.clip;

import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tokens that stand for themselves wherever they are in a text, such as {@code <|endoftext|>}.
 *
 * @param ids each token's number by how it is written
 * @param anyToken matches each of them; where two begin at the same place, the longer
 */
record AddedTokens(Map<String, Integer> ids, Pattern anyToken) {

    /**
     * Takes the tokens.
     *
     * @param ids each token's number by how it is written
     * @return something that finds them
     */
    static AddedTokens of(Map<String, Integer> ids) {
        String longestFirst = ids.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return new AddedTokens(Map.copyOf(ids), Pattern.compile(longestFirst));
    }

    /**
     * Cuts a text at the tokens.
     *
     * @param text any
     * @param token takes the number of each token that is found
     * @param between takes what is before, between and after them, in turn with the tokens; never empty
     */
    void split(String text, IntConsumer token, Consumer<String> between) {
        int done = 0;
        Matcher matcher = anyToken.matcher(text);
        while (!ids.isEmpty() && matcher.find()) {
            if (done < matcher.start()) {
                between.accept(text.substring(done, matcher.start()));
            }
            token.accept(ids.get(matcher.group()));
            done = matcher.end();
        }
        if (done < text.length()) {
            between.accept(text.substring(done));
        }
    }
}
