package io.iclight.io.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the token comes from. The file is read before the first request, so never while nothing is downloaded.
 *
 * @param token the token, if one is given
 * @param file where to look for it otherwise; need not exist
 */
public record HubCredentials(Optional<HubToken> token, Optional<Path> file) {

    /** No token: what is public can be downloaded. */
    public static final HubCredentials NONE = new HubCredentials(Optional.empty(), Optional.empty());

    Optional<HubToken> find() {
        return token.or(() -> file.flatMap(HubCredentials::read));
    }

    private static Optional<HubToken> read(Path file) {
        try {
            return HubToken.parse(Files.readString(file));
        } catch (NoSuchFileException nobodyLoggedIn) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidSettingException(file + ", the hub's token file, cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
