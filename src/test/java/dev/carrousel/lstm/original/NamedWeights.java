package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a network by destination and source, such as "in0 c0.1". */
final class NamedWeights {

  private NamedWeights() {}

  /** Every weight that exists. */
  static Map<String, Double> of(OriginalNetwork network) {
    return of(network, network.weights());
  }

  /** The change between two moments. */
  static Map<String, Double> change(OriginalNetwork network, Map<String, Double> before) {
    Map<String, Double> change = of(network);
    change.replaceAll((name, value) -> value - before.getOrDefault(name, 0.0));
    return change;
  }

  /** Loads weights; those not named become 0. */
  static void load(OriginalNetwork network, Map<String, Double> values) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : network.weights()) {
      if (tensor instanceof Tensor.Doubles doubles) {
        List<String> names = names(network, doubles);
        double[] filled = new double[names.size()];
        for (int at = 0; at < filled.length; at++) {
          filled[at] = values.getOrDefault(names.get(at), 0.0);
        }
        tensors.add(new Tensor.Doubles(doubles.name(), doubles.shape(), filled));
      } else {
        tensors.add(tensor);
      }
    }
    network.load(new Tensors(tensors));
  }

  /** Every weight of tensors that a network could load. */
  static Map<String, Double> of(OriginalNetwork network, Tensors tensors) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tensor.Doubles doubles) {
        List<String> names = names(network, doubles);
        for (int at = 0; at < names.size(); at++) {
          named.put(names.get(at), doubles.values()[at]);
        }
      }
    }
    return named;
  }

  private static List<String> names(OriginalNetwork network, Tensor.Doubles tensor) {
    Layout layout = new Layout(network.topology());
    boolean output = tensor.name().startsWith("output");
    List<String> destinations = output ? layout.outputNames() : layout.laneNames();
    List<String> rows = output ? layout.outputRowNames() : layout.rowNames();
    int inputRow = output ? layout.outputInputRow : layout.inputRow;
    List<String> sources =
        tensor.name().endsWith("bias")
            ? List.of("b")
            : tensor.name().endsWith("hidden")
                ? rows.subList(1, inputRow)
                : rows.subList(inputRow, rows.size());
    List<String> names = new ArrayList<>();
    for (String source : sources) {
      for (String destination : destinations) {
        names.add(destination + " " + source);
      }
    }
    return names;
  }
}
