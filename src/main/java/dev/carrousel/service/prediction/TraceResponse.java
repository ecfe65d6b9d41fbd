package dev.carrousel.service.prediction;

import dev.carrousel.lstm.insight.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went on inside a network, step by step. In an original network units are called {@code in0}
 * and {@code out0} for the gates of block 0, {@code c0.1} for cell 1 of block 0 and {@code h0} for
 * a conventional hidden unit; in a layered one {@code l0.i3 l0.f3 l0.g3 l0.o3} for the gates of
 * cell 3 of layer 0, {@code l0.h3} for what it shows and {@code l0.c3} for its state, {@code l0r}
 * being the reverse direction. {@code o0} is an output.
 *
 * @param model the model that was asked
 * @param version its version
 * @param steps every step
 */
record TraceResponse(String model, int version, List<Step> steps) {

  /**
   * One step.
   *
   * @param activations activation of every gate, cell output and output
   * @param netInputs net input of every unit
   * @param states internal state of every cell
   */
  record Step(
      Map<String, Double> activations, Map<String, Double> netInputs, Map<String, Double> states) {}

  static TraceResponse of(String model, int version, Trace trace) {
    FiniteAnswer.require(trace.netInputs());
    FiniteAnswer.require(trace.activations());
    FiniteAnswer.require(trace.states());
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < trace.steps(); step++) {
      steps.add(
          new Step(
              row(trace.units(), trace.activations(), step),
              row(trace.units(), trace.netInputs(), step),
              row(trace.cells(), trace.states(), step)));
    }
    return new TraceResponse(model, version, steps);
  }

  private static Map<String, Double> row(List<String> names, double[] values, int step) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      row.put(names.get(index), values[step * names.size() + index]);
    }
    return row;
  }
}
