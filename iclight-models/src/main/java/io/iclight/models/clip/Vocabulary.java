package io.iclight.models.clip;

import com.google.common.collect.ImmutableMap;
import java.util.OptionalInt;

/**
 * The tokens of a byte-pair encoding and how they are merged.
 *
 * @param origin the file or files it was read from, for messages
 * @param ids each token's number; a token that ends a word ends in {@value #END_OF_WORD}
 * @param merges which two tokens become one, and how soon
 */
record Vocabulary(String origin, ImmutableMap<String, Integer> ids, ImmutableMap<Pair, Merge> merges) {

    /** What marks a token as the end of a word. */
    static final String END_OF_WORD = "</w>";

    /**
     * Two tokens beside each other.
     *
     * @param left number of the first
     * @param right number of the second
     */
    record Pair(int left, int right) {}

    /**
     * What two tokens become.
     *
     * @param rank when: lower ranks are merged first
     * @param id number of the token they become
     */
    record Merge(int rank, int id) {}

    /**
     * Builds a vocabulary from the text of its merges.
     *
     * @param origin for messages
     * @param ids each token's number
     * @param merges two tokens with a space between them, the first to be merged first
     * @return the vocabulary
     * @throws TokenizerException if a merge is not of that form, or a token of it has no number
     */
    static Vocabulary of(String origin, ImmutableMap<String, Integer> ids, Iterable<String> merges) {
        ImmutableMap.Builder<Pair, Merge> byPair = ImmutableMap.builder();
        int rank = 0;
        for (String merge : merges) {
            int space = merge.indexOf(' ');
            if (space <= 0 || space == merge.length() - 1) {
                throw new TokenizerException(
                        origin + ": merge " + rank + " is \"" + merge + "\", expected two tokens with a space between");
            }
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            Pair pair = new Pair(id(origin, ids, left, merge), id(origin, ids, right, merge));
            byPair.put(pair, new Merge(rank, id(origin, ids, left + right, merge)));
            rank++;
        }
        return new Vocabulary(origin, ids, byPair.buildKeepingLast());
    }

    private static int id(String origin, ImmutableMap<String, Integer> ids, String token, String merge) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new TokenizerException(origin + ": the merge \"" + merge + "\" needs the token \"" + token
                    + "\", which the vocabulary lacks; do the two files belong together?");
        }
        return id;
    }

    /**
     * Finds a token.
     *
     * @param token as the vocabulary writes it
     * @return its number, or empty where there is no such token
     */
    OptionalInt find(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
