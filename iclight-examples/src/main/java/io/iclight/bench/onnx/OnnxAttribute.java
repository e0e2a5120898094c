package io.iclight.bench.onnx;

/**
 * A named constant of an operator.
 *
 * @param message an {@code AttributeProto}
 */
record OnnxAttribute(ProtobufMessage message) {

    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INT = 3;
    private static final int STRING = 4;
    private static final int INTS = 8;
    private static final int TYPE = 20;

    /** {@code AttributeProto.AttributeType}. */
    private enum Type {
        UNDEFINED,
        FLOAT,
        INT,
        STRING,
        TENSOR,
        GRAPH,
        FLOATS,
        INTS
    }

    static OnnxAttribute number(String name, double value) {
        return new OnnxAttribute(named(name, Type.FLOAT).number(FLOAT, (float) value));
    }

    static OnnxAttribute integer(String name, long value) {
        return new OnnxAttribute(named(name, Type.INT).integer(INT, value));
    }

    static OnnxAttribute text(String name, String value) {
        return new OnnxAttribute(named(name, Type.STRING).text(STRING, value));
    }

    static OnnxAttribute integers(String name, long... values) {
        ProtobufMessage message = named(name, Type.INTS);
        for (long value : values) {
            message.integer(INTS, value);
        }
        return new OnnxAttribute(message);
    }

    private static ProtobufMessage named(String name, Type type) {
        return new ProtobufMessage().text(NAME, name).integer(TYPE, type.ordinal());
    }
}
