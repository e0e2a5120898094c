package io.iclight.io.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What has been received of a content. It stays on disk when a download ends early, and the next one goes on from it. */
final class PartialFile implements AutoCloseable {

    private final Path path;
    private FileChannel channel;
    private long length;

    private PartialFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
    }

    static PartialFile open(Path path) throws IOException {
        return new PartialFile(path, openForWriting(path));
    }

    private static FileChannel openForWriting(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    Path path() {
        return path;
    }

    long length() {
        return length;
    }

    /**
     * Begins anew, in a new file: where locks are not honoured the old one may have become another program's finished
     * content meanwhile, and must not be cut short.
     */
    void restart() throws IOException {
        delete();
        channel = openForWriting(path);
        length = 0;
    }

    void append(ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            length += channel.write(piece, length);
        }
    }

    /** Makes sure that a power failure cannot take what the file's name will promise. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Gives the content its name, in one step. */
    void moveTo(Path blob) throws IOException {
        channel.close();
        Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
