package io.iclight.models.clip;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.primitives.ImmutableIntArray;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Turns a word into tokens: its UTF-8 bytes are merged pair by pair, the pair of the lowest rank first and of equal ones
 * the leftmost, until no two neighbours merge (Sennrich et al. 2016, as CLIP applies it).
 *
 * <p>A word of n bytes takes O(n log n). The tokens of short words are remembered, as many as fit a fixed number.
 * Threads may share an encoder.
 */
final class BytePairEncoder {

    private static final int WORDS_REMEMBERED = 16_384;
    private static final int LONGEST_WORD_REMEMBERED = 64;

    private final Vocabulary vocabulary;
    private final int[] inner;
    private final int[] last;
    private final Cache<String, ImmutableIntArray> remembered =
            CacheBuilder.newBuilder().maximumSize(WORDS_REMEMBERED).build();

    /**
     * Makes an encoder.
     *
     * @param vocabulary the tokens and merges
     * @param unknown the token that stands for a byte that the vocabulary lacks
     */
    BytePairEncoder(Vocabulary vocabulary, int unknown) {
        this.vocabulary = vocabulary;
        this.inner = bytes(vocabulary, "", unknown);
        this.last = bytes(vocabulary, Vocabulary.END_OF_WORD, unknown);
    }

    private static int[] bytes(Vocabulary vocabulary, String suffix, int unknown) {
        int[] ids = new int[ByteSymbols.all().length()];
        Arrays.setAll(ids, b -> vocabulary.find(ByteSymbols.of(b) + suffix).orElse(unknown));
        return ids;
    }

    /**
     * Encodes a word.
     *
     * @param word one character or more
     * @return its tokens, at least one
     */
    ImmutableIntArray encode(String word) {
        if (word.length() > LONGEST_WORD_REMEMBERED) {
            return merge(word);
        }
        ImmutableIntArray known = remembered.getIfPresent(word);
        if (known != null) {
            return known;
        }
        ImmutableIntArray tokens = merge(word);
        remembered.put(word, tokens);
        return tokens;
    }

    private ImmutableIntArray merge(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = (i == bytes.length - 1 ? last : inner)[Byte.toUnsignedInt(bytes[i])];
        }
        return new Merging(tokens).run();
    }

    /** Two neighbours that merge, as they were when they were found. */
    private record Candidate(int position, Vocabulary.Merge merge) {

        static final Comparator<Candidate> FIRST = Comparator.<Candidate>comparingInt(
                        candidate -> candidate.merge.rank())
                .thenComparingInt(Candidate::position);
    }

    /** The merging of one word: its tokens are a linked list in arrays, and those merged away are marked. */
    private final class Merging {

        private static final int MERGED_AWAY = -1;

        private final int[] tokens;
        private final int[] previous;
        private final int[] next;
        private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(Candidate.FIRST);

        Merging(int[] tokens) {
            this.tokens = tokens;
            this.previous = new int[tokens.length];
            this.next = new int[tokens.length];
            Arrays.setAll(previous, i -> i - 1);
            Arrays.setAll(next, i -> i + 1);
        }

        ImmutableIntArray run() {
            for (int i = 0; i < tokens.length; i++) {
                propose(i);
            }
            while (!candidates.isEmpty()) {
                Candidate candidate = candidates.poll();
                if (isStill(candidate)) {
                    merge(candidate);
                }
            }
            return ImmutableIntArray.copyOf(Arrays.stream(tokens).filter(token -> token != MERGED_AWAY));
        }

        private Vocabulary.Merge mergeAt(int position) {
            boolean hasTwo = position >= 0 && tokens[position] != MERGED_AWAY && next[position] < tokens.length;
            return hasTwo
                    ? vocabulary.merges().get(new Vocabulary.Pair(tokens[position], tokens[next[position]]))
                    : null;
        }

        private void propose(int position) {
            Vocabulary.Merge merge = mergeAt(position);
            if (merge != null) {
                candidates.add(new Candidate(position, merge));
            }
        }

        /** Whether the neighbours have not been merged with others meanwhile. */
        private boolean isStill(Candidate candidate) {
            return candidate.merge.equals(mergeAt(candidate.position));
        }

        private void merge(Candidate candidate) {
            int left = candidate.position;
            int right = next[left];
            tokens[left] = candidate.merge.id();
            tokens[right] = MERGED_AWAY;
            next[left] = next[right];
            if (next[right] < tokens.length) {
                previous[next[right]] = left;
            }
            propose(previous[left]);
            propose(left);
        }
    }
}
