package io.iclight.checkpoints;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The hash of every tensor's type, shape and bytes, by name. */
final class TensorBytes {

    private TensorBytes() {}

    static Map<String, String> of(TensorSource source) {
        Map<String, String> hashes = new TreeMap<>();
        source.tensors().forEach((name, info) -> hashes.put(name, hash(source, name, info)));
        return hashes;
    }

    private static String hash(TensorSource source, String name, TensorInfo info) {
        try (TensorScope scope = TensorScope.open()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TensorData.write(source.read(name), Channels.newChannel(bytes));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return info + " " + HexFormat.of().formatHex(hash);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
