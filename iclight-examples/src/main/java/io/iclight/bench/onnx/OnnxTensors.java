package io.iclight.bench.onnx;

import com.google.common.primitives.ImmutableLongArray;

/** How tensors stand in a model: declared by shape, written in it, or pointed to in another file. */
final class OnnxTensors {

    /** {@code TensorProto.DataType}. */
    private static final int FLOAT = 1;

    private static final int INT64 = 7;

    /** {@code TensorProto.DataLocation}. */
    private static final int EXTERNAL = 1;

    /** Numbers of {@code TensorProto}'s fields. */
    private interface Field {
        int DIMS = 1;
        int DATA_TYPE = 2;
        int NAME = 8;
        int RAW_DATA = 9;
        int EXTERNAL_DATA = 13;
        int DATA_LOCATION = 14;
    }

    /**
     * Where a tensor's elements lie.
     *
     * @param file its name, in the model's folder
     * @param offset of the first byte
     * @param bytes how many
     */
    record Place(String file, long offset, long bytes) {}

    private OnnxTensors() {}

    /** A {@code ValueInfoProto} of float32. */
    static ProtobufMessage declaration(String name, long... shape) {
        ProtobufMessage axes = new ProtobufMessage();
        for (long axis : shape) {
            axes.message(1, new ProtobufMessage().integer(1, axis));
        }
        ProtobufMessage tensorType = new ProtobufMessage().integer(1, FLOAT).message(2, axes);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensorType));
    }

    static ProtobufMessage floats(String name, byte[] littleEndian, long length) {
        return tensor(name, FLOAT, length).bytes(Field.RAW_DATA, littleEndian);
    }

    static ProtobufMessage longs(String name, byte[] littleEndian, long length) {
        return tensor(name, INT64, length).bytes(Field.RAW_DATA, littleEndian);
    }

    static ProtobufMessage external(String name, ImmutableLongArray shape, Place place) {
        return tensor(name, FLOAT, shape.toArray())
                .message(Field.EXTERNAL_DATA, entry("location", place.file()))
                .message(Field.EXTERNAL_DATA, entry("offset", Long.toString(place.offset())))
                .message(Field.EXTERNAL_DATA, entry("length", Long.toString(place.bytes())))
                .integer(Field.DATA_LOCATION, EXTERNAL);
    }

    private static ProtobufMessage tensor(String name, int type, long... shape) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (long axis : shape) {
            tensor.integer(Field.DIMS, axis);
        }
        return tensor.integer(Field.DATA_TYPE, type).text(Field.NAME, name);
    }

    /** A {@code StringStringEntryProto}. */
    private static ProtobufMessage entry(String key, String value) {
        return new ProtobufMessage().text(1, key).text(2, value);
    }
}
