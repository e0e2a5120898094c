package io.iclight.io.tensor;

/**
 * What the elements of large parameters are while nothing is computed with them. Where that is not what is computed in,
 * they are converted for each use, which takes time and spares memory.
 */
public sealed interface Storage {

    /**
     * Chooses a type.
     *
     * @param computed what is computed in
     * @param read what the source has
     * @return what is kept
     */
    ElementType of(ElementType computed, ElementType read);

    /** Nothing is rounded. */
    enum Exact implements Storage {
        /** As it is computed with. */
        AS_COMPUTED {
            @Override
            public ElementType of(ElementType computed, ElementType read) {
                return computed;
            }
        },

        /** As it is read, where what is computed in has every number of that. */
        AS_READ {
            @Override
            public ElementType of(ElementType computed, ElementType read) {
                return computed.holds(read) ? read : computed;
            }
        }
    }

    /**
     * Rounded to a type, whatever is read.
     *
     * @param type F64, F32, F16, BF16 or I8. Integers come with a scale for each output channel and are not converted for
     *     each use: what they are multiplied with is rounded to integers too, on a scale that is found for each call
     *     (dynamic quantization)
     */
    record Rounded(ElementType type) implements Storage {

        /** Checks the component. */
        public Rounded {
            if (!type.isFloating() && type != ElementType.I8) {
                throw new IllegalArgumentException(
                        "models keep their parameters as F64, F32, F16, BF16 or I8, not as " + type);
            }
        }

        @Override
        public ElementType of(ElementType computed, ElementType read) {
            return type;
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }
}
