package io.iclight.models.clip;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A vocabulary made up for a test, in the layout of CLIP's: bytes, bytes that end a word, merges, start, end.
 *
 * @param tokens each token's place is its number
 * @param merges the first to be merged first
 */
public record VocabularyFixture(List<String> tokens, List<String> merges) {

    public static VocabularyFixture of(String... merges) {
        return of(List.of(merges));
    }

    private static VocabularyFixture of(List<String> merges) {
        List<String> tokens = new ArrayList<>();
        for (String suffix : List.of("", "</w>")) {
            ByteSymbols.all().chars().forEach(symbol -> tokens.add((char) symbol + suffix));
        }
        merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
        tokens.add("<|startoftext|>");
        tokens.add("<|endoftext|>");
        return new VocabularyFixture(tokens, merges);
    }

    /** Merges of tokens made from three letters, so that they compete for every word of these. */
    static VocabularyFixture random(Random random, int merges) {
        List<String> parts = new ArrayList<>(List.of("a", "b", "c", "a</w>", "b</w>", "c</w>"));
        Set<String> made = new HashSet<>();
        List<String> pairs = new ArrayList<>();
        while (pairs.size() < merges) {
            String left = parts.get(random.nextInt(parts.size()));
            String right = parts.get(random.nextInt(parts.size()));
            if (!left.endsWith("</w>") && made.add(left + right)) {
                pairs.add(left + " " + right);
                parts.add(left + right);
            }
        }
        return of(pairs);
    }

    /** Writes {@code vocab.json} and {@code merges.txt}. */
    public Path writeTo(Path folder) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(folder.resolve("vocab.json").toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (int id = 0; id < tokens.size(); id++) {
                json.writeNumberField(tokens.get(id), id);
            }
            json.writeEndObject();
        }
        writeMerges(folder.resolve("merges.txt"));
        return folder;
    }

    /** Writes the merges alone, as openai/CLIP has them. */
    Path writeMerges(Path file) throws IOException {
        return Files.writeString(file, "#version: 0.2\n" + String.join("\n", merges) + "\n");
    }

    /** What tokens stand for: the bytes of their symbols, with a space where a word ends. */
    String spelled(Iterable<Integer> ids) {
        StringBuilder symbols = new StringBuilder();
        ids.forEach(id -> symbols.append(tokens.get(id)));
        StringBuilder text = new StringBuilder();
        for (String word : symbols.toString().split("</w>")) {
            byte[] bytes = new byte[word.length()];
            for (int b = 0; b < 256; b++) {
                for (int i = 0; i < bytes.length; i++) {
                    if (word.charAt(i) == ByteSymbols.of(b)) {
                        bytes[i] = (byte) b;
                    }
                }
            }
            text.append(new String(bytes, StandardCharsets.UTF_8)).append(' ');
        }
        return text.toString();
    }
}
