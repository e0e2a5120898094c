package io.iclight.io.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks through the bytes of a file; running off its end is how truncation is found. */
final class FileCursor {

    private final byte[] file;
    private final String origin;
    private final int end;
    private int position;

    private FileCursor(byte[] file, String origin, int position, int end) {
        this.file = file;
        this.origin = origin;
        this.position = position;
        this.end = end;
    }

    static FileCursor of(byte[] file, String origin) {
        return new FileCursor(file, origin, 0, file.length);
    }

    /** Returns a cursor over the next bytes alone, and goes past them. */
    FileCursor part(long length, String what) {
        int begin = position;
        skip(length, what);
        return new FileCursor(file, origin, begin, position);
    }

    /** Returns a cursor over bytes that were taken from the same file. */
    FileCursor within(byte[] bytes) {
        return of(bytes, origin);
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    void skip(long length, String what) {
        if (length > remaining()) {
            throw failure("expected " + length + " bytes of " + what + " at offset " + position + ", found "
                    + remaining() + "; the file is truncated or damaged, get it again");
        }
        position += (int) length;
    }

    int u8(String what) {
        skip(1, what);
        return Byte.toUnsignedInt(file[position - 1]);
    }

    int u16(String what) {
        return u8(what) << 8 | u8(what);
    }

    long u32(String what) {
        return (long) u16(what) << 16 | u16(what);
    }

    int u16Reversed(String what) {
        return Short.toUnsignedInt(Short.reverseBytes((short) u16(what)));
    }

    int u24Reversed(String what) {
        return u16Reversed(what) | u8(what) << 16;
    }

    long u32Reversed(String what) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) u32(what)));
    }

    /** Reads four letters. */
    String tag(String what) {
        return new String(bytes(4, what), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(long length, String what) {
        int begin = position;
        skip(length, what);
        return Arrays.copyOfRange(file, begin, position);
    }

    /** Makes an exception that names the file. */
    ImageFileException failure(String problem) {
        return new ImageFileException(origin, problem);
    }

    /** Makes an exception about something that is not as the format demands. */
    ImageFileException damaged(String what, Object expected, Object found) {
        return failure("expected " + what + " " + expected + ", found " + found + " before offset " + position
                + "; the file is damaged, get it again");
    }
}
