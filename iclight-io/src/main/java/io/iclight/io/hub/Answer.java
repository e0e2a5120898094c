package io.iclight.io.hub;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * A response, before its body is read.
 *
 * @param address what was asked last, after redirects
 * @param fromHub whether a hub answered, and not the storage to which it redirected
 * @param announced the content's name, as the last hub on the way has it
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record Answer(
        URI address, boolean fromHub, Optional<ETag> announced, int status, HttpHeaders headers, ArrivingBytes body)
        implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status);
    }

    @Override
    public void close() {
        body.close();
    }

    /** Address and status, as messages show them. */
    @Override
    public String toString() {
        return Endpoint.withoutSecrets(address) + " answered " + status;
    }
}
