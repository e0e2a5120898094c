package io.iclight.bench.onnx;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A graph in the making: nodes in the order in which they compute, constants, and parameters that lie in another file.
 * Values are known by their names; all are float32 but constants that give shapes.
 */
final class OnnxGraph {

    /** The domain of ONNX Runtime's own operators. */
    static final String MICROSOFT = "com.microsoft";

    private static final String STANDARD = "";

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;

    private final ProtobufMessage graph = new ProtobufMessage().text(GraphField.NAME, "unet");
    private int nodes;
    private int constants;

    /** Numbers of {@code GraphProto}'s fields. */
    private interface GraphField {
        int NODE = 1;
        int NAME = 2;
        int INITIALIZER = 5;
        int INPUT = 11;
        int OUTPUT = 12;
    }

    /** Numbers of {@code NodeProto}'s fields. */
    private interface NodeField {
        int INPUT = 1;
        int OUTPUT = 2;
        int NAME = 3;
        int OPERATOR = 4;
        int ATTRIBUTE = 5;
        int DOMAIN = 7;
    }

    /** Numbers of {@code ModelProto}'s fields. */
    private interface ModelField {
        int IR_VERSION = 1;
        int PRODUCER = 2;
        int GRAPH = 7;
        int OPERATOR_SET = 8;
    }

    /** Declares an input. */
    String input(String name, long... shape) {
        graph.message(GraphField.INPUT, OnnxTensors.declaration(name, shape));
        return name;
    }

    /** Declares that a value is an output, under a name of its own. */
    void output(String name, String value, long... shape) {
        node(STANDARD, "Identity", List.of(value), List.of(name));
        graph.message(GraphField.OUTPUT, OnnxTensors.declaration(name, shape));
    }

    /** Adds an operator with one output, whose name is returned. */
    String add(String operator, List<String> inputs, OnnxAttribute... attributes) {
        return addMany(operator, 1, inputs, attributes).get(0);
    }

    /** Adds an operator with several outputs. */
    ImmutableList<String> addMany(String operator, int outputs, List<String> inputs, OnnxAttribute... attributes) {
        ImmutableList<String> names = names(operator, outputs);
        node(STANDARD, operator, inputs, names, attributes);
        return names;
    }

    /** Adds one of ONNX Runtime's own operators with one output, whose name is returned. */
    String addMicrosofts(String operator, List<String> inputs, OnnxAttribute... attributes) {
        ImmutableList<String> names = names(operator, 1);
        node(MICROSOFT, operator, inputs, names, attributes);
        return names.get(0);
    }

    private ImmutableList<String> names(String operator, int outputs) {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        for (int i = 0; i < outputs; i++) {
            names.add(operator + "_" + nodes + "_" + i);
        }
        return names.build();
    }

    private void node(
            String domain, String operator, List<String> inputs, List<String> outputs, OnnxAttribute... attributes) {
        ProtobufMessage node = new ProtobufMessage();
        inputs.forEach(name -> node.text(NodeField.INPUT, name));
        outputs.forEach(name -> node.text(NodeField.OUTPUT, name));
        node.text(NodeField.NAME, "node_" + nodes++).text(NodeField.OPERATOR, operator);
        for (OnnxAttribute attribute : attributes) {
            node.message(NodeField.ATTRIBUTE, attribute.message());
        }
        graph.message(GraphField.NODE, node.text(NodeField.DOMAIN, domain));
    }

    /** Adds a vector of float32. */
    String vector(float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        String name = "vector_" + constants++;
        graph.message(GraphField.INITIALIZER, OnnxTensors.floats(name, raw.array(), values.length));
        return name;
    }

    /** Adds a vector of int64, such as a shape. */
    String integers(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        String name = "integers_" + constants++;
        graph.message(GraphField.INITIALIZER, OnnxTensors.longs(name, raw.array(), values.length));
        return name;
    }

    /** Declares a parameter that lies in a file beside the model's. */
    void external(String name, ImmutableLongArray shape, OnnxTensors.Place place) {
        graph.message(GraphField.INITIALIZER, OnnxTensors.external(name, shape, place));
    }

    /** Writes the model. */
    void write(Path file) {
        ProtobufMessage model = new ProtobufMessage()
                .integer(ModelField.IR_VERSION, IR_VERSION)
                .text(ModelField.PRODUCER, "iclight")
                .message(ModelField.GRAPH, graph)
                .message(ModelField.OPERATOR_SET, operatorSet(STANDARD, OPERATOR_SET))
                .message(ModelField.OPERATOR_SET, operatorSet(MICROSOFT, 1));
        try {
            Files.write(file, model.toBytes());
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }

    /** An {@code OperatorSetIdProto}. */
    private static ProtobufMessage operatorSet(String domain, int version) {
        return new ProtobufMessage().text(1, domain).integer(2, version);
    }
}
