package dev.carrousel.service.inference;

import java.util.List;

/**
 * A tensor that a model reads or answers.
 *
 * @param name its name
 * @param datatype type of its values
 * @param shape its shape, -1 for any size
 */
record TensorView(String name, DataType datatype, List<Integer> shape) {

  static TensorView of(String name, DataType type, Integer... shape) {
    return new TensorView(name, type, List.of(shape));
  }
}
