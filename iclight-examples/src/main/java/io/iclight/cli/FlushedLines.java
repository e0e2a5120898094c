package io.iclight.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * Lines that are seen as soon as they are written, as the news of long work should be.
 *
 * @param out where they go
 */
record FlushedLines(PrintWriter out) implements Consumer<String> {

    @Override
    public void accept(String line) {
        out.println(line);
        out.flush();
    }
}
