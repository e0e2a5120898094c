package io.iclight.io.hub;

import java.net.URI;
import java.nio.file.Path;

/** Another program that wants a file: {@code ENDPOINT CACHE PATH}. */
final class HubProgram {

    private HubProgram() {}

    public static void main(String[] arguments) {
        HubSettings settings = HubSettings.of(Path.of(arguments[1]))
                .withEndpoint(URI.create(arguments[0]))
                .withDownloads();
        Hub.open(settings).file(FakeHub.REPO, Revision.MAIN, arguments[2]);
    }
}
