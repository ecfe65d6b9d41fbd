package dev.carrousel.service.inference;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.List;

/** Where sequences begin if the client says so. */
final class InitialState {

  private InitialState() {}

  static Tensors of(
      Signature signature, InferRequest request, Tensors begin, int sequence, int batchSize) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : begin) {
      tensors.add(given(signature, request, tensor, sequence, batchSize));
    }
    return new Tensors(tensors);
  }

  private static Tensor given(
      Signature signature, InferRequest request, Tensor tensor, int sequence, int batchSize) {
    if (signature.stack().isEmpty() || !tensor.name().matches("[hc]_l[0-9]+")) {
      return tensor;
    }
    Signature.Stack stack = signature.stack().get();
    int layer = Integer.parseInt(tensor.name().substring(3));
    return request
        .optional(tensor.name().charAt(0) + "0")
        .<Tensor>map(input -> {
          input.shaped(stack.layers(), batchSize, stack.size()).numeric();
          float[] values = new float[stack.size()];
          for (int unit = 0; unit < values.length; unit++) {
            int at = (layer * batchSize + sequence) * stack.size() + unit;
            values[unit] = (float) input.number(at);
          }
          return new Tensor.Floats(tensor.name(), tensor.shape(), values);
        })
        .orElse(tensor);
  }
}
