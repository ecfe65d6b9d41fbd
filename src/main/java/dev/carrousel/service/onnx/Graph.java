package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A graph that grows node by node. Every method that adds something answers the name of its value,
 * by which further nodes read it.
 */
final class Graph {

  private final GraphProto.Builder proto = GraphProto.newBuilder();
  private final AtomicInteger names;

  Graph(String name) {
    this(name, new AtomicInteger());
  }

  private Graph(String name, AtomicInteger names) {
    this.names = names;
    proto.setName(name);
  }

  /** The body of a loop, which sees the values of this graph too. */
  Graph inner(String name) {
    return new Graph(name, names);
  }

  /** An input; a dimension is a number or, where it is free, a name. */
  String input(String name, TensorProto.DataType type, Object... shape) {
    proto.addInput(value(name, type, shape));
    return name;
  }

  /** Makes a value an output of the graph under a name of its own. */
  void output(String name, String value, TensorProto.DataType type, Object... shape) {
    proto.addNode(new Node(this, "Identity", value).writing(List.of(name)));
    proto.addOutput(value(name, type, shape));
  }

  /** Begins a node; an empty name stands for an input that is left out. */
  Node node(String type, String... inputs) {
    return new Node(this, type, inputs);
  }

  /** A node without attributes. */
  String apply(String type, String... inputs) {
    return node(type, inputs).output();
  }

  String add(String left, String right) {
    return apply("Add", left, right);
  }

  String subtract(String left, String right) {
    return apply("Sub", left, right);
  }

  String multiply(String left, String right) {
    return apply("Mul", left, right);
  }

  String divide(String left, String right) {
    return apply("Div", left, right);
  }

  String where(String condition, String yes, String no) {
    return apply("Where", condition, yes, no);
  }

  String concatenate(int axis, List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : node("Concat", parts.toArray(String[]::new)).with("axis", axis).output();
  }

  String transpose(String value, long... order) {
    return node("Transpose", value).with("perm", order).output();
  }

  String gather(String value, String indices, int axis) {
    return node("Gather", value, indices).with("axis", axis).output();
  }

  String reshape(String value, long... shape) {
    return apply("Reshape", value, longs(shape));
  }

  String unsqueeze(String value, long axis) {
    return apply("Unsqueeze", value, longs(axis));
  }

  /** Part of a value along one axis; a negative end counts from behind. */
  String slice(String value, int axis, long from, long to) {
    return apply("Slice", value, longs(from), longs(to), longs(axis));
  }

  String cast(String value, TensorProto.DataType type) {
    return node("Cast", value).with("to", type.getNumber()).output();
  }

  String toFloats(String value) {
    return cast(value, TensorProto.DataType.FLOAT);
  }

  String toDoubles(String value) {
    return cast(value, TensorProto.DataType.DOUBLE);
  }

  /** Zeros of shape [B, size], B taken from a value of shape [T,B,...]. */
  String zeros(String like, long size, TensorProto.DataType type) {
    TensorProto zero =
        TensorProto.newBuilder()
            .setDataType(type.getNumber())
            .addDims(1)
            .setRawData(ByteString.copyFrom(new byte[bytes(type)]))
            .build();
    String batch = slice(apply("Shape", like), 0, 1, 2);
    return node("ConstantOfShape", concatenate(0, List.of(batch, longs(size))))
        .with("value", zero)
        .output();
  }

  /** A single number, which fits values of any shape. */
  String number(double value) {
    return doubles(new double[] {value});
  }

  String doubles(double[] values, long... shape) {
    ByteBuffer raw = raw(values.length * Double.BYTES);
    raw.asDoubleBuffer().put(values);
    return constant(TensorProto.DataType.DOUBLE, raw, values.length, shape);
  }

  String floats(float[] values, long... shape) {
    ByteBuffer raw = raw(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return constant(TensorProto.DataType.FLOAT, raw, values.length, shape);
  }

  /** A matrix of so many rows and columns, to be multiplied from the right. */
  String transposed(float[] matrix, int rows, int columns) {
    float[] values = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[column * rows + row] = matrix[row * columns + column];
      }
    }
    return floats(values, columns, rows);
  }

  String longs(long... values) {
    ByteBuffer raw = raw(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return constant(TensorProto.DataType.INT64, raw, values.length);
  }

  String texts(List<String> values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(newName())
            .setDataType(TensorProto.DataType.STRING.getNumber())
            .addDims(values.size());
    values.forEach(value -> tensor.addStringData(ByteString.copyFromUtf8(value)));
    proto.addInitializer(tensor);
    return tensor.getName();
  }

  private String constant(TensorProto.DataType type, ByteBuffer raw, int length, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(newName())
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    for (long dimension : shape.length == 0 ? new long[] {length} : shape) {
      tensor.addDims(dimension);
    }
    proto.addInitializer(tensor);
    return tensor.getName();
  }

  private static ByteBuffer raw(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int bytes(TensorProto.DataType type) {
    return type == TensorProto.DataType.FLOAT ? Float.BYTES : Double.BYTES;
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Object dimension : shape) {
      TensorShapeProto.Dimension.Builder one = dimensions.addDimBuilder();
      if (dimension instanceof Number number) {
        one.setDimValue(number.longValue());
      } else {
        one.setDimParam(dimension.toString());
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  String newName() {
    return "v" + names.incrementAndGet();
  }

  void add(Node node, List<String> outputs) {
    proto.addNode(node.writing(outputs));
  }

  GraphProto finished() {
    return proto.build();
  }
}
