package io.iclight.train.data;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What tells two lists of files apart, wherever they lie and whatever they are called. */
public final class FilesDigest {

    private static final int DIGITS = 16;

    private FilesDigest() {}

    /**
     * Reads files for what they hold.
     *
     * @param files in the order in which they are used
     * @return such as {@code 2 files of SHA-256 0b7a0ed2f3f1c0aa}
     * @throws FileAccessException if one cannot be read
     */
    public static String of(List<Path> files) {
        Hasher all = Hashing.sha256().newHasher();
        files.forEach(file -> all.putBytes(hash(file).asBytes()));
        return files.size() + " files of SHA-256 " + all.hash().toString().substring(0, DIGITS);
    }

    private static HashCode hash(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256());
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }
}
