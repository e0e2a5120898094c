package io.iclight.cli;

import com.google.common.collect.ImmutableMap;
import io.iclight.light.AngledLight;
import io.iclight.light.Lamp;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.PointLight;
import io.iclight.light.SpotLight;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A light as it is written on the command line, whose lamp is written beside it. */
@FunctionalInterface
interface LightArgument {

    /** Makes the light; without a lamp, it is white, and a side is the demos' own gradient. */
    LightSource light(Optional<Lamp> lamp);

    /** Whether it is another light with another lamp. */
    default boolean hasLamp() {
        return !light(Optional.of(Lamp.ofKelvin(3200))).equals(light(Optional.empty()));
    }

    /** Reads a light. */
    final class Converter implements ITypeConverter<LightArgument> {

        private static final ImmutableMap<String, LightArgument> NAMED = ImmutableMap.of(
                "none", lamp -> LightSource.NONE,
                "ambient", lamp -> LightSource.AMBIENT,
                "top", side(LightSide.TOP, 0),
                "right", side(LightSide.RIGHT, 90),
                "bottom", side(LightSide.BOTTOM, 180),
                "left", side(LightSide.LEFT, 270));

        private static final Pattern DEGREES = Pattern.compile("[-+]?\\d{1,4}(\\.\\d*)?");
        private static final Pattern PLACED = Pattern.compile("(point|spot):([-+.\\d,]+)");

        private static LightArgument side(LightSide side, double degrees) {
            return lamp -> lamp.<LightSource>map(given -> new AngledLight(degrees, given))
                    .orElse(side);
        }

        @Override
        public LightArgument convert(String text) {
            String name = text.toLowerCase(Locale.ROOT);
            if (NAMED.containsKey(name)) {
                return NAMED.get(name);
            }
            try {
                if (DEGREES.matcher(name).matches()) {
                    double degrees = Double.parseDouble(name);
                    return lamp -> new AngledLight(degrees, lamp.orElse(Lamp.WHITE));
                }
                Matcher placed = PLACED.matcher(name);
                if (placed.matches()) {
                    return placed(placed.group(1), numbers(placed.group(2)));
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage() + " in " + text);
            }
            throw unknown(text);
        }

        private static double[] numbers(String text) {
            return Stream.of(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        private static LightArgument placed(String kind, double[] at) {
            if (kind.equals("point") && at.length == 3) {
                PointLight white = new PointLight(at[0], at[1], at[2]);
                return lamp -> new PointLight(white.x(), white.y(), white.reach(), lamp.orElse(Lamp.WHITE));
            }
            if (kind.equals("spot") && (at.length == 4 || at.length == 5)) {
                SpotLight usual = new SpotLight(at[0], at[1], at[2], at[3]);
                double beam = at.length == 5 ? at[4] : usual.beamDegrees();
                SpotLight white = new SpotLight(usual.x(), usual.y(), usual.aimX(), usual.aimY(), beam, Lamp.WHITE);
                return lamp -> new SpotLight(
                        white.x(), white.y(), white.aimX(), white.aimY(), white.beamDegrees(), lamp.orElse(Lamp.WHITE));
            }
            throw new IllegalArgumentException(
                    "expected point:X,Y,REACH or spot:X,Y,AIMX,AIMY or spot:X,Y,AIMX,AIMY,BEAM, was " + at.length
                            + " numbers");
        }

        private static TypeConversionException unknown(String text) {
            return new TypeConversionException("expected left, right, top, bottom, ambient, none, a number of degrees,"
                    + " point:X,Y,REACH or spot:X,Y,AIMX,AIMY or spot:X,Y,AIMX,AIMY,BEAM, was " + text);
        }
    }
}
