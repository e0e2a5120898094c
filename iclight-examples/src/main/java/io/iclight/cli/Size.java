package io.iclight.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A size as it is written on the command line, such as {@code 512x640}.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Size(int width, int height) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    /** Reads a size. */
    static final class Converter implements ITypeConverter<Size> {

        @Override
        public Size convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("expected a size such as 512x640, was " + text);
            }
            return new Size(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        }
    }
}
