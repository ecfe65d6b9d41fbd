package dev.carrousel.lstm.layered;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX file of one LSTM layer with a linear output at each step, written as protocol buffers
 * (onnx.proto3): inputs x [T, B, I], outputs y [T, 1, B, 1].
 */
final class OnnxModel {

  private static final int FLOAT = 1;
  private static final int INT = 2;

  private OnnxModel() {}

  static byte[] of(Workload workload) {
    int h = workload.hiddenSize();
    int i = workload.inputSize();
    Message graph =
        new Message()
            .message(1, node("LSTM", "x w r b", "h", intAttribute("hidden_size", h)))
            .message(1, node("MatMul", "h v", "p", null))
            .message(1, node("Add", "p c", "y", null))
            .text(2, "graph")
            .message(5, tensor("w", 1, 4L * h, i))
            .message(5, tensor("r", 1, 4L * h, h))
            .message(5, tensor("b", 1, 8L * h))
            .message(5, tensor("v", h, 1))
            .message(5, tensor("c", 1))
            .message(11, value("x", workload.steps(), workload.batchSize(), i))
            .message(12, value("y", workload.steps(), 1, workload.batchSize(), 1));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 14))
        .bytes();
  }

  private static Message node(String type, String inputs, String outputs, Message attribute) {
    Message node = new Message();
    for (String input : inputs.split(" ")) {
      node.text(1, input);
    }
    node.text(2, outputs).text(4, type);
    return attribute == null ? node : node.message(5, attribute);
  }

  private static Message intAttribute(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, INT);
  }

  private static Message tensor(String name, long... shape) {
    Message tensor = new Message();
    int size = 1;
    for (long dimension : shape) {
      tensor.number(1, dimension);
      size = Math.toIntExact(size * dimension);
    }
    ByteBuffer values = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < size; at++) {
      values.putFloat(0.05f * ((at * 7) % 11 - 5));
    }
    return tensor.number(2, FLOAT).text(8, name).field(9, values.array());
  }

  private static Message value(String name, long... shape) {
    Message dimensions = new Message();
    for (long dimension : shape) {
      dimensions.message(1, new Message().number(1, dimension));
    }
    Message type = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, type));
  }

  /** One message in the wire format. */
  private static final class Message {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message field(int field, byte[] bytes) {
      varint((long) field << 3 | LENGTH_DELIMITED);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message text(int field, String text) {
      return field(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return field(field, message.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
