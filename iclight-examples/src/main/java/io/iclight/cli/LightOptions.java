package io.iclight.cli;

import io.iclight.io.image.ImageDecoder;
import io.iclight.light.Lamp;
import io.iclight.light.LightColor;
import io.iclight.light.LightSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where light comes from; several lights add up. */
final class LightOptions {

    @Option(
            names = "--light",
            paramLabel = "LIGHT",
            converter = LightArgument.Converter.class,
            description = {
                "Where light comes from: left, right, top, bottom, ambient, none (default);",
                "DEGREES, clockwise from the top;",
                "point:X,Y,REACH or spot:X,Y,AIMX,AIMY[,BEAM], places from 0,0 at the top left to 1,1, the beam in degrees.",
                "May be given more than once: lights add up."
            })
    private List<LightArgument> lights = new ArrayList<>();

    @Option(
            names = "--light-color",
            paramLabel = "COLOR",
            converter = ColorConverter.class,
            description = "Of the lights: #RRGGBB, or a temperature such as 3200K; default white.")
    private Optional<LightColor> color;

    @Option(names = "--light-strength", description = "Of the lights, 0 to 100; default 1.")
    private Optional<Double> strength;

    @Option(
            names = "--light-map",
            paramLabel = "FILE",
            description = "A picture that is bright where light is; may be given more than once.")
    private List<Path> maps = new ArrayList<>();

    LightSource light() {
        if (lights.stream().noneMatch(LightArgument::hasLamp) && lamp().isPresent()) {
            throw new UsageException(
                    "--light-color and --light-strength need a --light whose lamp they are about: a side, an"
                            + " angle, a point or a spot");
        }
        LightSource light = LightSource.NONE;
        for (LightArgument argument : lights) {
            light = light.plus(argument.light(lamp()));
        }
        for (Path map : maps) {
            light = light.plus(LightSource.of(ImageDecoder.STANDARD.read(map)));
        }
        return light;
    }

    /** Empty where nothing was said about it: then sides are the demos' own. */
    private Optional<Lamp> lamp() {
        if (color.isEmpty() && strength.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lamp(color.orElse(LightColor.WHITE), strength.orElse(1.0)));
    }

    /** Reads a colour. */
    private static final class ColorConverter implements ITypeConverter<LightColor> {

        @Override
        public LightColor convert(String text) {
            try {
                return LightColor.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
