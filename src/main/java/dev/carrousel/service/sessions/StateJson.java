package dev.carrousel.service.sessions;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * States as people read and write them: each tensor as nested lists of numbers, exact to the bit;
 * whole numbers of 64 bits as texts, null where nothing is known yet.
 */
final class StateJson {

  private static final String POINTER = "#/state";

  private StateJson() {}

  static Map<String, Object> write(Tensors state) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (Tensor tensor : state) {
      written.put(
          tensor.name(),
          switch (tensor) {
            case Tensor.Floats of -> nested(of.shape(), at -> number(of.values()[at]));
            case Tensor.Doubles of -> nested(of.shape(), at -> number(of.values()[at]));
            case Tensor.Longs of -> nested(of.shape(), at -> String.valueOf(of.values()[at]));
          });
    }
    return written;
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static List<@Nullable Object> nested(
      List<Integer> shape, IntFunction<@Nullable Object> at) {
    return nested(shape, 0, at);
  }

  private static List<@Nullable Object> nested(
      List<Integer> shape, int from, IntFunction<@Nullable Object> at) {
    List<Integer> inner = shape.subList(1, shape.size());
    int size = inner.stream().reduce(1, Math::multiplyExact);
    List<@Nullable Object> list = new ArrayList<>();
    for (int index = 0; index < shape.getFirst(); index++) {
      int start = from + index * size;
      list.add(inner.isEmpty() ? at.apply(start) : nested(inner, start, at));
    }
    return list;
  }

  /**
   * A state with some of its tensors replaced.
   *
   * @param given the tensors that are given
   * @param state the state they belong to, whose names and shapes they must have
   * @param empty a state in which nothing is known yet: null may stand where it has NaN
   */
  static Tensors read(Map<String, JsonNode> given, Tensors state, Tensors empty) {
    requireKnown(given.keySet(), state);
    FieldProblems problems = new FieldProblems();
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : state) {
      JsonNode node = given.get(tensor.name());
      tensors.add(
          node == null ? tensor : read(node, tensor, holdsUnknown(tensor.name(), empty), problems));
    }
    problems.throwIfAny();
    return new Tensors(tensors);
  }

  private static void requireKnown(Set<String> given, Tensors state) {
    Set<String> known = new TreeSet<>();
    state.forEach(tensor -> known.add(tensor.name()));
    for (String name : given) {
      if (!known.contains(name)) {
        throw ProblemException.invalid(
            POINTER + "/" + name, "unknown_tensor", "The state consists of %s.".formatted(known));
      }
    }
  }

  private static boolean holdsUnknown(String name, Tensors empty) {
    for (Tensor tensor : empty) {
      if (tensor instanceof Tensor.Doubles of && of.name().equals(name)) {
        return Arrays.stream(of.values()).anyMatch(Double::isNaN);
      }
    }
    return false;
  }

  private static Tensor read(JsonNode node, Tensor like, boolean mayLack, FieldProblems problems) {
    List<JsonNode> leaves = new ArrayList<>();
    String place = POINTER + "/" + like.name();
    if (!gather(node, like.shape(), leaves)) {
      problems.add(
          place, "wrong_shape", "The tensor must have the shape %s.".formatted(like.shape()));
      return like;
    }
    return switch (like) {
      case Tensor.Floats of ->
          new Tensor.Floats(of.name(), of.shape(), floats(leaves, place, problems));
      case Tensor.Doubles of ->
          new Tensor.Doubles(of.name(), of.shape(), doubles(leaves, mayLack, place, problems));
      case Tensor.Longs of ->
          new Tensor.Longs(of.name(), of.shape(), longs(leaves, place, problems));
    };
  }

  /** Gathers the leaves of nested lists; false if they do not have the shape. */
  private static boolean gather(JsonNode node, List<Integer> shape, List<JsonNode> leaves) {
    if (shape.isEmpty()) {
      leaves.add(node);
      return !node.isArray();
    }
    if (!node.isArray() || node.size() != shape.getFirst()) {
      return false;
    }
    for (JsonNode child : node) {
      if (!gather(child, shape.subList(1, shape.size()), leaves)) {
        return false;
      }
    }
    return true;
  }

  private static float[] floats(List<JsonNode> leaves, String place, FieldProblems problems) {
    float[] values = new float[leaves.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = leaves.get(at).isNumber() ? (float) leaves.get(at).doubleValue() : Float.NaN;
      requireNumber(Float.isFinite(values[at]), place, at, problems);
    }
    return values;
  }

  private static double[] doubles(
      List<JsonNode> leaves, boolean mayLack, String place, FieldProblems problems) {
    double[] values = new double[leaves.size()];
    for (int at = 0; at < values.length; at++) {
      JsonNode leaf = leaves.get(at);
      values[at] = leaf.isNumber() ? leaf.doubleValue() : Double.NaN;
      requireNumber(Double.isFinite(values[at]) || (mayLack && leaf.isNull()), place, at, problems);
    }
    return values;
  }

  private static void requireNumber(boolean fits, String place, int at, FieldProblems problems) {
    problems.require(
        fits || !problems.isEmpty(),
        place + "/" + at,
        "not_a_number",
        () -> "The value must be a finite number of the tensor's precision.");
  }

  private static long[] longs(List<JsonNode> leaves, String place, FieldProblems problems) {
    boolean fit = leaves.stream().allMatch(leaf -> leaf.asString("").matches("-?[0-9]{1,19}"));
    long[] values = new long[leaves.size()];
    try {
      IntStream.range(0, fit ? values.length : 0)
          .forEach(at -> values[at] = Long.parseLong(leaves.get(at).asString()));
    } catch (NumberFormatException tooLarge) {
      fit = false;
    }
    problems.require(
        fit, place, "not_a_number", () -> "The values must be texts of whole numbers of 64 bits.");
    return values;
  }
}
