package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Rows that stand for symbols or categories. */
final class OneHot {

  private OneHot() {}

  /** A matrix with ones where row and column have the same number; further rows are zero. */
  static String floats(Graph graph, long rows, long columns) {
    return rows(graph, rows, columns, DataType.FLOAT);
  }

  /** The same in double precision. */
  static String doubles(Graph graph, long rows, long columns) {
    return rows(graph, rows, columns, DataType.DOUBLE);
  }

  private static String rows(Graph graph, long rows, long columns, DataType type) {
    String shaped = graph.apply("ConstantOfShape", graph.longs(rows, columns));
    return graph.node("EyeLike", shaped).with("dtype", type.getNumber()).output();
  }
}
