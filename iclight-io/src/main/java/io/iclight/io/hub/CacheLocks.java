package io.iclight.io.hub;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Lock;

/**
 * Sees to it that one content is downloaded once: among the threads of a {@link Hub} by a lock in memory, among hubs and
 * programs by one on a file.
 *
 * <p>The cache's soundness does not rest on it. Some network file systems grant file locks to everyone, and those of
 * huggingface_hub are of another kind than Java's on Linux; so a content is checked before it gets its name, and gets it
 * in one step. Where a lock is not honoured a file may come twice, or a try may fail.
 */
final class CacheLocks {

    private static final int POLL_MILLISECONDS = 50;

    private final Striped<Lock> threads = Striped.lazyWeakLock(256);

    /** A lock, until it is closed. */
    interface Held extends AutoCloseable {

        @Override
        void close() throws IOException;
    }

    /** Waits until nobody else has the lock. */
    Held acquire(Path file) throws IOException {
        Lock thread = threads.get(file);
        try {
            thread.lockInterruptibly();
        } catch (InterruptedException e) {
            throw InterruptedDownloadException.after(e);
        }
        try {
            FileChannel channel = acquireFile(file);
            return () -> {
                try {
                    channel.close();
                } finally {
                    thread.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    /** The channel holds the lock until it is closed. The file stays: deleting it could part two who wait for it. */
    private static FileChannel acquireFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (!isAcquired(channel)) {
                Thread.sleep(POLL_MILLISECONDS);
            }
            return channel;
        } catch (InterruptedException e) {
            channel.close();
            throw InterruptedDownloadException.after(e);
        }
    }

    private static boolean isAcquired(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException anotherHubOfThisProgram) {
            return false;
        } catch (IOException fileSystemWithoutLocks) {
            return true;
        }
    }
}
