package io.iclight.io.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings one content from the hub to the disk: in pieces if it must be, checked before it gets its name. */
final class BlobTransfer {

    private static final long REPORT_EVERY_BYTES = 1 << 20;

    private final HubClient client;
    private final TransferLimits limits;
    private final DownloadListener listener;
    private final RemoteFile file;
    private final PartialFile partial;

    /** Whether what is on disk came in more than one answer, so that a fault may be an earlier one's. */
    private boolean spliced;

    private long reported;

    private BlobTransfer(
            HubClient client, TransferLimits limits, DownloadListener listener, RemoteFile file, PartialFile partial) {
        this.client = client;
        this.limits = limits;
        this.listener = listener;
        this.file = file;
        this.partial = partial;
    }

    /**
     * Downloads a content.
     *
     * @throws FileChangedException if the hub announces another content meanwhile
     * @throws ChecksumException if what comes is not what was announced
     */
    static void run(
            HubClient client,
            TransferLimits limits,
            DownloadListener listener,
            RemoteFile file,
            Path partialPath,
            Path blob)
            throws IOException, FileChangedException {
        try (PartialFile partial = PartialFile.open(partialPath)) {
            new BlobTransfer(client, limits, listener, file, partial).run(blob);
        } catch (NoSuchFileException e) {
            // Where locks are not honoured another program may have finished the same partial file.
            if (!Files.isRegularFile(blob)) {
                throw e;
            }
        }
    }

    private void run(Path blob) throws IOException, FileChangedException {
        if (!file.canBeSpliced() || partial.length() > file.size().getAsLong()) {
            partial.restart();
        }
        requireRoom();
        spliced = partial.length() > 0;
        report();
        receive();
        ETag received = file.etag().of(partial.path());
        if (spliced && !received.equals(file.etag())) {
            spliced = false;
            partial.restart();
            receive();
            received = file.etag().of(partial.path());
        }
        if (!received.equals(file.etag())) {
            throw damaged("the hash " + file.etag() + ", received " + received);
        }
        partial.force();
        partial.moveTo(blob);
    }

    private void receive() throws IOException, FileChangedException {
        Attempts attempts = new Attempts(limits, "downloading " + file);
        long furthest = partial.length();
        boolean whole = isWhole();
        while (!whole) {
            try {
                receiveRest();
                whole = true;
            } catch (TransientFailure e) {
                // A server that always begins anew gets nowhere, however much it sends.
                if (partial.length() > furthest) {
                    furthest = partial.length();
                    attempts.forgetFailures();
                }
                attempts.pauseAfter(e);
            }
        }
        report();
    }

    private boolean isWhole() {
        return file.size().equals(OptionalLong.of(partial.length()));
    }

    private void receiveRest() throws IOException, TransientFailure, FileChangedException {
        if (!file.canBeSpliced()) {
            partial.restart();
        }
        try (Answer answer = client.open(file, partial.length())) {
            if (answer.announced().filter(now -> !now.equals(file.etag())).isPresent()) {
                partial.delete();
                throw new FileChangedException(file.etag(), answer.announced().get());
            }
            requireContinuation(answer);
            Optional<ByteBuffer> piece = answer.body().next(limits.stallTimeout());
            while (piece.isPresent()) {
                append(piece.get());
                piece = answer.body().next(limits.stallTimeout());
            }
        }
        if (file.size().isPresent() && !isWhole()) {
            throw new TransientFailure(
                    "only " + partial.length() + " of " + file.size().getAsLong() + " bytes came");
        }
    }

    /** Begins anew where the server does not go on from what is on disk. */
    private void requireContinuation(Answer answer) throws IOException, TransientFailure {
        String encoding = answer.header("content-encoding").orElse("identity");
        if (!encoding.equals("identity")) {
            throw new UnexpectedAnswerException(answer + " with " + encoding + ", which was not asked for");
        }
        String continuation = "bytes " + partial.length() + "-";
        if (answer.status() == 206 && answer.header("content-range").orElse("").startsWith(continuation)) {
            spliced |= partial.length() > 0;
            return;
        }
        partial.restart();
        if (answer.status() != 200) {
            throw new TransientFailure(answer + ", which is not the part that was asked for");
        }
    }

    private void append(ByteBuffer piece) throws IOException {
        long limit = file.size().orElse(Long.MAX_VALUE);
        if (piece.remaining() > limit - partial.length()) {
            throw damaged(limit + " bytes, received more");
        }
        partial.append(piece);
        if (Math.abs(partial.length() - reported) >= REPORT_EVERY_BYTES) {
            report();
        }
    }

    private void report() {
        reported = partial.length();
        listener.onProgress(new DownloadProgress(file.repo(), file.path().path(), partial.length(), file.size()));
    }

    private ChecksumException damaged(String difference) throws IOException {
        partial.delete();
        return new ChecksumException(file + ": expected " + difference + ". It was damaged on the way, or a proxy "
                + "changed it; it has been deleted, so try again, or look what the address gives in a browser");
    }

    /** Better now than after an hour. A file system that cannot tell its size is let pass. */
    private void requireRoom() {
        long missing = file.size().orElse(0) - partial.length();
        try {
            FileStore disk = Files.getFileStore(partial.path());
            if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < missing) {
                throw new DiskFullException(file + ": " + missing + " bytes are to come, and the disk of "
                        + partial.path().getParent() + " has room for " + disk.getUsableSpace() + "; make room, or "
                        + "choose another cache folder with HF_HUB_CACHE");
            }
        } catch (IOException unknownSize) {
            // Then writing will tell.
        }
    }
}
