package io.iclight.cli;

import io.iclight.io.tensor.ElementType;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a type that models can compute in. */
final class FloatingType implements ITypeConverter<ElementType> {

    @Override
    public ElementType convert(String name) {
        return ElementType.named(name.toUpperCase(Locale.ROOT))
                .filter(ElementType::isFloating)
                .orElseThrow(() -> new TypeConversionException("expected F32, F16, BF16 or F64, was " + name));
    }
}
