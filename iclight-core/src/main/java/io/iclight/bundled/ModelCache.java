package io.iclight.bundled;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where unpacked models are kept: the system property {@code iclight.cache} if it is set, else the folder {@code iclight} of
 * the platform's caches: {@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches} on macOS, {@code
 * %LOCALAPPDATA%} on Windows.
 *
 * @param folder made when something is kept
 */
record ModelCache(Path folder) {

    static final String PROPERTY = "iclight.cache";

    /** The cache of this machine's user. */
    static ModelCache standard() {
        return of(System::getProperty, System::getenv);
    }

    static ModelCache of(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        String chosen = properties.apply(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return new ModelCache(Path.of(chosen));
        }
        Path home = Path.of(properties.apply("user.home"));
        String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
        Path caches;
        if (system.startsWith("windows")) {
            caches = folder(environment, "LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
        } else if (system.startsWith("mac")) {
            caches = home.resolve("Library/Caches");
        } else {
            caches = folder(environment, "XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        }
        return new ModelCache(caches.resolve("iclight"));
    }

    /** A relative path would depend on where the program was started. */
    private static Optional<Path> folder(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
