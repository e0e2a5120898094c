package io.iclight.cli;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.ImageDecoder;
import io.iclight.matting.MatteSource;
import io.iclight.request.RequestSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What of a photo is its subject. */
final class SubjectOptions {

    @Option(
            names = "--matte",
            converter = MatteConverter.class,
            description =
                    "What tells the subject: alpha, network, none, or auto (default): alpha if the photo is transparent"
                            + " anywhere, else the network if there is one, else none.")
    private Optional<MatteSource> matte;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "A picture of the photo's size, white or opaque where the subject is; in place of --matte.")
    private Optional<Path> mask;

    <S extends RequestSettings<S>> S apply(S settings) {
        matte.ifPresent(settings::matte);
        mask.ifPresent(file -> settings.mask(ImageDecoder.STANDARD.read(file)));
        return settings;
    }

    /** Reads the name of a matte. */
    private static final class MatteConverter implements ITypeConverter<MatteSource> {

        private static final ImmutableMap<String, MatteSource> NAMED = ImmutableMap.of(
                "auto", MatteSource.AUTO,
                "alpha", MatteSource.ALPHA,
                "network", MatteSource.NETWORK,
                "none", MatteSource.NONE);

        @Override
        public MatteSource convert(String name) {
            MatteSource matte = NAMED.get(name.toLowerCase(Locale.ROOT));
            if (matte == null) {
                throw new TypeConversionException("expected auto, alpha, network or none, was " + name);
            }
            return matte;
        }
    }
}
