package io.iclight.io.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells a file from another one under the same name.
 *
 * @param bytes its length
 * @param changed when it was written to
 * @param key what the file system knows it by, where it tells
 */
record FileState(long bytes, FileTime changed, Optional<Object> key) {

    static FileState of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileState(
                attributes.size(), attributes.lastModifiedTime(), Optional.ofNullable(attributes.fileKey()));
    }

    /** Says how this file was changed since. */
    String changeTo(FileState now) {
        return bytes == now.bytes
                ? "it was replaced or written to; open it again"
                : "it had " + bytes + " bytes and now has " + now.bytes;
    }
}
