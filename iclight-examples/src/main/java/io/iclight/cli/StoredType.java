package io.iclight.cli;

import io.iclight.io.tensor.ElementType;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a type that models can keep their weights in. */
final class StoredType implements ITypeConverter<ElementType> {

    @Override
    public ElementType convert(String name) {
        return ElementType.named(name.toUpperCase(Locale.ROOT))
                .filter(type -> type.isFloating() || type == ElementType.I8)
                .orElseThrow(() -> new TypeConversionException("expected F32, F16, BF16, F64 or I8, was " + name));
    }
}
