package dev.carrousel.service.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** An ONNX file in ONNX Runtime, asked about one sequence at a time. */
public final class OnnxFile implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Loads a file. */
  public OnnxFile(byte[] bytes) throws OrtException {
    session = environment.createSession(bytes);
  }

  /** What the file says of itself. */
  public Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  /**
   * Runs the graph.
   *
   * @param inputs by the name of an input its values: {@code double[]}, {@code String[]}, {@code
   *     long[]} of shape [1,T], or {@code double[][]} of shape [1,T,I]
   * @return all outputs, flat
   */
  public Map<String, Object[]> run(Function<Input, Object> inputs) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (NodeInfo info : session.getInputInfo().values()) {
      TensorInfo tensor = (TensorInfo) info.getInfo();
      Object values = inputs.apply(new Input(info.getName(), tensor.type == OnnxJavaType.STRING));
      tensors.put(info.getName(), tensor(values));
    }
    Map<String, Object[]> outputs = new LinkedHashMap<>();
    try (OrtSession.Result result = session.run(tensors)) {
      result.forEach(output -> outputs.put(output.getKey(), flat((OnnxTensor) output.getValue())));
    }
    tensors.values().forEach(OnnxTensor::close);
    return outputs;
  }

  private OnnxTensor tensor(Object values) throws OrtException {
    return switch (values) {
      case double[] numbers ->
          OnnxTensor.createTensor(
              environment, DoubleBuffer.wrap(numbers), new long[] {1, numbers.length});
      case long[] numbers ->
          OnnxTensor.createTensor(
              environment, LongBuffer.wrap(numbers), new long[] {1, numbers.length});
      case String[] texts ->
          OnnxTensor.createTensor(environment, texts, new long[] {1, texts.length});
      case double[][] rows -> OnnxTensor.createTensor(environment, new double[][][] {rows});
      default -> throw new IllegalArgumentException(values.getClass().getName());
    };
  }

  private static Object[] flat(OnnxTensor tensor) {
    try {
      return switch (tensor.getInfo().type) {
        case DOUBLE -> {
          DoubleBuffer buffer = tensor.getDoubleBuffer();
          yield DoubleStream.generate(buffer::get).limit(buffer.remaining()).boxed().toArray();
        }
        case STRING ->
            tensor.getValue() instanceof String[] texts
                ? texts
                : ((String[][]) tensor.getValue())[0];
        default -> new Object[0];
      };
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  /**
   * An input of a graph.
   *
   * @param name its name
   * @param text whether it holds texts
   */
  public record Input(String name, boolean text) {}
}
