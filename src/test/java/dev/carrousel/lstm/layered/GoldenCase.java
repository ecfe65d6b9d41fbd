package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values computed by PyTorch in double precision; see generate.py beside them. */
record GoldenCase(Map<String, double[]> values, Map<String, List<Integer>> shapes) {

  static GoldenCase read(String name) {
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    try (InputStream in =
        GoldenCase.class.getResourceAsStream("/golden/layered/" + name + ".txt")) {
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList()) {
        String[] words = line.split(" ");
        shapes.put(
            words[0],
            words[1].equals("-")
                ? List.of()
                : Arrays.stream(words[1].split(",")).map(Integer::valueOf).toList());
        values.put(
            words[0], Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GoldenCase(values, shapes);
  }

  double[] get(String name) {
    return values.get(name);
  }

  int size(String name, int dimension) {
    return shapes.get(name).get(dimension);
  }

  Tensors weights() {
    List<Tensor> tensors = new ArrayList<>();
    for (String name : values.keySet()) {
      boolean weight =
          Stream.of("lstm", "output", "embedding")
              .anyMatch(part -> name.startsWith("in." + part + "."));
      if (weight) {
        tensors.add(new Tensor.Floats(name.substring(3), shapes.get(name), floats(get(name))));
      }
      if (name.startsWith("in.lstm.bias_ih")) {
        List<Integer> shape = shapes.get(name);
        String other = name.substring(3).replace("bias_ih", "bias_hh");
        tensors.add(new Tensor.Floats(other, shape, new float[shape.get(0)]));
      }
    }
    return new Tensors(tensors);
  }

  /**
   * One sequence per batch column, with vectors as targets, or one-hot vectors where the case holds
   * class numbers. Where it holds lengths, the target of the last step is that of the sequence.
   */
  List<Sequence> batch(int outputSize) {
    List<Sequence> batch = new ArrayList<>();
    for (int b = 0; b < size("in.inputs", 1); b++) {
      Inputs inputs = inputs(b);
      double[][] targets = new double[inputs.length()][];
      for (double step : get("in.targetSteps")) {
        int at = values.containsKey("in.lengths") ? inputs.length() - 1 : (int) step;
        targets[at] = target((int) step, b, outputSize);
      }
      batch.add(new Sequence(inputs, targets));
    }
    return batch;
  }

  private Inputs inputs(int sequence) {
    int size = size("in.inputs", 2);
    double[] column = column("in.inputs", sequence, size);
    if (shapes.containsKey("in.embedding.weight")) {
      int[] symbols = Arrays.stream(column).mapToInt(value -> (int) value).toArray();
      return new Inputs.Symbols(symbols, size("in.embedding.weight", 0));
    }
    int length =
        values.containsKey("in.lengths") ? (int) get("in.lengths")[sequence] : column.length / size;
    return Inputs.Vectors.of(Arrays.copyOf(column, length * size), size);
  }

  /** All steps of one sequence out of a [T, B, size] array. */
  double[] column(String name, int sequence, int size) {
    int steps = size(name, 0);
    double[] column = new double[steps * size];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(get(name), (t * size(name, 1) + sequence) * size, column, t * size, size);
    }
    return column;
  }

  private double[] target(int step, int sequence, int outputSize) {
    int row = step * size("in.targets", 1) + sequence;
    if (shapes.get("in.targets").size() == 3) {
      return Arrays.copyOfRange(get("in.targets"), row * outputSize, (row + 1) * outputSize);
    }
    double[] oneHot = new double[outputSize];
    oneHot[(int) get("in.targets")[row]] = 1;
    return oneHot;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
