package io.iclight.io.hub;

/** The hub announces another content than it did a moment ago: what it says about the file has to be asked anew. */
final class FileChangedException extends Exception {

    private static final long serialVersionUID = 1;

    FileChangedException(ETag before, ETag now) {
        super("the file changed on the hub, from " + before + " to " + now);
    }
}
