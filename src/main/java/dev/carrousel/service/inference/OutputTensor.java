package dev.carrousel.service.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of an answer.
 *
 * @param name its name
 * @param datatype type of its values
 * @param shape its shape
 * @param data the values, row-major
 */
record OutputTensor(String name, DataType datatype, List<Integer> shape, List<Object> data) {

  static OutputTensor of(String name, DataType type, List<Integer> shape, double[] values) {
    List<Object> data = new ArrayList<>(values.length);
    for (double value : values) {
      boolean single = type == DataType.FP32;
      if (!Double.isFinite(single ? (float) value : value)) {
        throw InferenceException.invalid(
            "output %s is no finite number: the inputs lie too far from those that the model was trained on"
                .formatted(name));
      }
      data.add(single ? (Object) (float) value : (Object) value);
    }
    return new OutputTensor(name, type, shape, data);
  }

  /**
   * The largest values of each row as texts {@code value:index:label}, as the classification
   * extension has them.
   *
   * @param count how many of each row
   * @param labels names of the classes, perhaps none
   */
  OutputTensor classified(int count, List<String> labels) {
    int width = shape.getLast();
    int told = Math.min(count, width);
    List<Object> texts = new ArrayList<>();
    for (int row = 0; row < data.size() / Math.max(1, width); row++) {
      List<Object> values = data.subList(row * width, (row + 1) * width);
      java.util.stream.IntStream.range(0, width)
          .boxed()
          .sorted((left, right) ->
              Double.compare(
                  ((Number) values.get(right)).doubleValue(),
                  ((Number) values.get(left)).doubleValue()))
          .limit(told)
          .map(index ->
              index < labels.size()
                  ? "%s:%d:%s".formatted(values.get(index), index, labels.get(index))
                  : "%s:%d".formatted(values.get(index), index))
          .forEach(texts::add);
    }
    List<Integer> narrowed = new ArrayList<>(shape.subList(0, shape.size() - 1));
    narrowed.add(told);
    return new OutputTensor(name, DataType.BYTES, narrowed, texts);
  }
}
