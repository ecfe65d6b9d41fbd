package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.Stream;

/** A node in the making; {@link #output} or {@link #outputs} adds it to its graph. */
final class Node {

  private final Graph graph;
  private final NodeProto.Builder proto = NodeProto.newBuilder();

  Node(Graph graph, String type, String... inputs) {
    this.graph = graph;
    proto.setOpType(type).addAllInput(List.of(inputs));
  }

  /** Names another set of operators than ONNX's own. */
  Node of(String domain) {
    proto.setDomain(domain);
    return this;
  }

  Node with(String name, long value) {
    proto.addAttributeBuilder().setName(name).setType(AttributeType.INT).setI(value);
    return this;
  }

  Node with(String name, long[] values) {
    AttributeProto.Builder attribute =
        proto.addAttributeBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return this;
  }

  Node with(String name, String value) {
    proto
        .addAttributeBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value));
    return this;
  }

  Node with(String name, List<String> values) {
    AttributeProto.Builder attribute =
        proto.addAttributeBuilder().setName(name).setType(AttributeType.STRINGS);
    values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
    return this;
  }

  Node with(String name, TensorProto value) {
    proto.addAttributeBuilder().setName(name).setType(AttributeType.TENSOR).setT(value);
    return this;
  }

  Node with(String name, Graph body) {
    proto.addAttributeBuilder().setName(name).setType(AttributeType.GRAPH).setG(body.finished());
    return this;
  }

  /** Its only output. */
  String output() {
    return outputs(1).getFirst();
  }

  /** Its outputs. */
  List<String> outputs(int count) {
    List<String> outputs = Stream.generate(graph::newName).limit(count).toList();
    graph.add(this, outputs);
    return outputs;
  }

  NodeProto writing(List<String> outputs) {
    return proto.addAllOutput(outputs).build();
  }
}
