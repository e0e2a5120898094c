package io.iclight.train.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.models.clip.ByteSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small vocabulary of the kind that CLIP has: the bytes, the bytes that end a word, and what merges make of them. The
 * merges are learnt from a text: of all neighbours in its words, those that occur most often become one, until nothing
 * is left to merge or there are enough (Sennrich et al., 2016).
 *
 * @param ids each token's number: bytes, bytes that end a word, and tokens in the order of their merges
 * @param merges two tokens with a space between them, the first to be merged first
 */
public record BytePairs(ImmutableMap<String, Integer> ids, ImmutableList<String> merges) {

    private static final String END_OF_WORD = "</w>";

    /** Two tokens beside each other; in the order of the alphabet, so that ties do not depend on chance. */
    private record Pair(String left, String right) implements Comparable<Pair> {

        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::left).thenComparing(Pair::right);

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }

        String merged() {
            return left + right;
        }
    }

    /**
     * Learns from a text.
     *
     * @param text words of the letters a to z, with anything between them
     * @param size how many tokens there may be; at least the 512 that are there without merges
     * @return the same for the same text and size, on every machine
     */
    public static BytePairs learn(String text, int size) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String suffix : List.of("", END_OF_WORD)) {
            ByteSymbols.all().chars().forEach(symbol -> ids.put((char) symbol + suffix, ids.size()));
        }
        Map<List<String>, Integer> words = words(text);
        ImmutableList.Builder<String> merges = ImmutableList.builder();
        Optional<Pair> next = mostFrequent(words);
        while (next.isPresent() && ids.size() < size) {
            Pair pair = next.get();
            ids.putIfAbsent(pair.merged(), ids.size());
            merges.add(pair.left() + " " + pair.right());
            words = merge(words, pair);
            next = mostFrequent(words);
        }
        return new BytePairs(ImmutableMap.copyOf(ids), merges.build());
    }

    /** How often each word occurs, as its letters, the last of which ends a word. */
    private static Map<List<String>, Integer> words(String text) {
        Map<List<String>, Integer> words = new LinkedHashMap<>();
        for (String word : text.split("[^a-z]+")) {
            if (!word.isEmpty()) {
                List<String> letters = new ArrayList<>(List.of(word.split("")));
                letters.set(letters.size() - 1, letters.get(letters.size() - 1) + END_OF_WORD);
                words.merge(letters, 1, Integer::sum);
            }
        }
        return words;
    }

    private static Optional<Pair> mostFrequent(Map<List<String>, Integer> words) {
        Map<Pair, Integer> counts = new TreeMap<>();
        words.forEach((tokens, count) -> {
            for (int i = 0; i + 1 < tokens.size(); i++) {
                counts.merge(new Pair(tokens.get(i), tokens.get(i + 1)), count, Integer::sum);
            }
        });
        // Of several that are the most frequent, the first.
        return counts.entrySet().stream()
                .min(Map.Entry.<Pair, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey);
    }

    private static Map<List<String>, Integer> merge(Map<List<String>, Integer> words, Pair pair) {
        Map<List<String>, Integer> merged = new LinkedHashMap<>();
        words.forEach((tokens, count) -> {
            List<String> shorter = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                boolean here = i + 1 < tokens.size()
                        && tokens.get(i).equals(pair.left())
                        && tokens.get(i + 1).equals(pair.right());
                shorter.add(here ? pair.merged() : tokens.get(i));
                i += here ? 1 : 0;
            }
            merged.merge(shorter, count, Integer::sum);
        });
        return merged;
    }
}
