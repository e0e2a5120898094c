package io.iclight.io.hub;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment variables, read as huggingface_hub's {@code constants.py} reads them. */
final class HubEnvironment {

    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

    private final Map<String, String> environment;

    HubEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    HubSettings settings() {
        Path home = path("HF_HOME").orElseGet(this::defaultHome);
        Path cache =
                path("HF_HUB_CACHE").or(() -> path("HUGGINGFACE_HUB_CACHE")).orElseGet(() -> home.resolve("hub"));
        boolean offline = isTrue("HF_HUB_OFFLINE") || isTrue("TRANSFORMERS_OFFLINE");
        return new HubSettings(
                cache,
                value("HF_ENDPOINT").map(HubEnvironment::address).orElse(HubSettings.PUBLIC_ENDPOINT),
                credentials(home),
                offline ? Downloads.FORBIDDEN : Downloads.OFF,
                isTrue("HF_HUB_DISABLE_SYMLINKS") ? SnapshotEntries.FILES : SnapshotEntries.LINKS,
                limits());
    }

    private Path defaultHome() {
        return path("XDG_CACHE_HOME")
                .orElseGet(() -> Path.of(userHome(), ".cache"))
                .resolve("huggingface");
    }

    private HubCredentials credentials(Path home) {
        Optional<HubToken> token =
                value("HF_TOKEN").or(() -> value("HUGGING_FACE_HUB_TOKEN")).flatMap(HubToken::parse);
        Path file = path("HF_TOKEN_PATH").orElseGet(() -> home.resolve("token"));
        return isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")
                ? HubCredentials.NONE
                : new HubCredentials(token, Optional.of(file));
    }

    private TransferLimits limits() {
        TransferLimits usual = TransferLimits.DEFAULT;
        return new TransferLimits(
                seconds("HF_HUB_ETAG_TIMEOUT").orElse(usual.metadataTimeout()),
                seconds("HF_HUB_DOWNLOAD_TIMEOUT").orElse(usual.stallTimeout()),
                usual.retries(),
                usual.firstWait(),
                usual.longestWait(),
                usual.longestRequestedWait());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private boolean isTrue(String name) {
        return value(name)
                .map(value -> value.toUpperCase(Locale.ROOT))
                .filter(TRUE::contains)
                .isPresent();
    }

    /** As with huggingface_hub, 0 stands for the default. */
    private Optional<Duration> seconds(String name) {
        return value(name)
                .map(value -> {
                    if (!value.strip().matches("\\d{1,9}")) {
                        throw new InvalidSettingException(
                                name + " must be a whole number of seconds, was \"" + value + "\"");
                    }
                    return Duration.ofSeconds(Integer.parseInt(value.strip()));
                })
                .filter(timeout -> !timeout.isZero());
    }

    private Optional<Path> path(String name) {
        return value(name).map(value -> {
            try {
                return Path.of(expand(value));
            } catch (InvalidPathException e) {
                throw new InvalidSettingException(name + " must be a path, was \"" + value + "\": " + e.getReason());
            }
        });
    }

    private static URI address(String value) {
        try {
            return new URI(value.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new InvalidSettingException(
                    "HF_ENDPOINT must be an address such as " + HubSettings.PUBLIC_ENDPOINT + ": " + e.getReason());
        }
    }

    private String expand(String path) {
        boolean below = path.startsWith("~/") || path.startsWith("~" + File.separator);
        String absolute = below || path.equals("~") ? userHome() + path.substring(1) : path;
        return VARIABLE.matcher(absolute)
                .replaceAll(found -> Matcher.quoteReplacement(
                        variable(found.group(), found.group(1) == null ? found.group(2) : found.group(1))));
    }

    /** As Python does, a variable that is not set is left as it stands. */
    private String variable(String text, String name) {
        return environment.getOrDefault(name, text);
    }

    private String userHome() {
        return value(File.separatorChar == '\\' ? "USERPROFILE" : "HOME")
                .orElseGet(() -> System.getProperty("user.home"));
    }
}
