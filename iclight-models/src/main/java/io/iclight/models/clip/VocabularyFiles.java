package io.iclight.models.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a vocabulary in the two ways it is published. */
final class VocabularyFiles {

    /** How many tokens CLIP has; its file of merges goes on beyond those that it uses. */
    private static final int CLIP_TOKENS = 49408;

    private static final List<String> CLIP_ADDED = List.of("<|startoftext|>", "<|endoftext|>");

    private static final String HEADER = "#version";

    /** CLIP's files have a few megabytes; a packed one may unpack to a thousand times its size. */
    private static final int MOST_BYTES = 64 << 20;

    /** What a gzip file begins with. */
    private static final byte[] PACKED = {0x1f, (byte) 0x8b};

    private VocabularyFiles() {}

    /**
     * Reads the two files of a transformers tokenizer.
     *
     * @param vocab {@code vocab.json}: each token's number
     * @param merges {@code merges.txt}: a merge on each line, after a line with the version
     * @return the vocabulary
     */
    static Vocabulary read(Path vocab, Path merges) {
        JsonObject json = JsonReader.read(vocab);
        ImmutableMap<String, Integer> ids =
                json.keys().stream().collect(ImmutableMap.toImmutableMap(token -> token, json::int32));
        return Vocabulary.of(vocab + " with " + merges, ids, mergesOf(lines(merges)));
    }

    /**
     * Reads CLIP's own file, which has merges alone: the tokens are the bytes, the bytes that end a word, what the merges
     * make, and the start and end of a text, numbered in this order.
     *
     * @param file {@code bpe_simple_vocab_16e6.txt.gz}, or the same unpacked
     * @return the vocabulary
     */
    static Vocabulary readOriginal(Path file) {
        int bytes = ByteSymbols.all().length();
        List<String> merges = mergesOf(lines(file)).stream()
                .limit(CLIP_TOKENS - 2L * bytes - CLIP_ADDED.size())
                .toList();
        ImmutableMap.Builder<String, Integer> ids = ImmutableMap.builder();
        int next = 0;
        for (String suffix : List.of("", Vocabulary.END_OF_WORD)) {
            for (char symbol : ByteSymbols.all().toCharArray()) {
                ids.put(symbol + suffix, next++);
            }
        }
        for (String merge : merges) {
            ids.put(merge.replace(" ", ""), next++);
        }
        for (String added : CLIP_ADDED) {
            ids.put(added, next++);
        }
        return Vocabulary.of(file.toString(), ids.buildKeepingLast(), merges);
    }

    private static List<String> mergesOf(List<String> lines) {
        boolean hasHeader = !lines.isEmpty() && lines.get(0).contains(HEADER);
        return lines.stream()
                .skip(hasHeader ? 1 : 0)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> lines(Path file) {
        try (PushbackInputStream stream = new PushbackInputStream(Files.newInputStream(file), PACKED.length);
                InputStream unpacked = isPacked(stream) ? new GZIPInputStream(stream) : stream) {
            byte[] text = unpacked.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new TokenizerException(file + ": expected merges of at most " + (MOST_BYTES >> 20)
                        + " MiB, found more; is this a tokenizer's file?");
            }
            return new String(text, UTF_8).lines().toList();
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    /** Told by the first bytes: a file may have been unpacked and kept its name. */
    private static boolean isPacked(PushbackInputStream stream) throws IOException {
        byte[] beginning = stream.readNBytes(PACKED.length);
        stream.unread(beginning);
        return Arrays.equals(beginning, PACKED);
    }
}
