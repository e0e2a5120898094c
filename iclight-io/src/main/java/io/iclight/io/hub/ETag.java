package io.iclight.io.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a content. The hub's are hashes: the SHA-256 of a large file (64 hexadecimal digits), and of any other the
 * SHA-1 of its git blob (40), which is that of {@code "blob " + length + "\0"} and the content.
 */
record ETag(String value) {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_+=-][A-Za-z0-9_+=.-]{0,199}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern GIT_BLOB = Pattern.compile("[0-9a-f]{40}");

    /** Reads a header, {@code "…"} or {@code W/"…"}; empty if the tag cannot be a file's name. */
    static Optional<ETag> parse(String header) {
        String value = header.strip().replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
        return FILE_NAME.matcher(value).matches() ? Optional.of(new ETag(value)) : Optional.empty();
    }

    /** Whether the tag is a hash, as it is everywhere but on some mirrors. */
    boolean isHash() {
        return isSha256() || GIT_BLOB.matcher(value).matches();
    }

    /** What the tag would be if it were computed from a file. */
    ETag of(Path file) throws IOException {
        if (!isHash()) {
            return this;
        }
        MessageDigest digest = digest();
        if (!isSha256()) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] buffer = new byte[1 << 20];
        try (InputStream content = Files.newInputStream(file)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return new ETag(HexFormat.of().formatHex(digest.digest()));
    }

    private boolean isSha256() {
        return SHA256.matcher(value).matches();
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(isSha256() ? "SHA-256" : "SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1 and SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
