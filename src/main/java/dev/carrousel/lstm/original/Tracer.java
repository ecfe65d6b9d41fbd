package dev.carrousel.lstm.original;

import dev.carrousel.lstm.insight.GateGroup;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.ArrayList;
import java.util.List;

/** Runs a network over a sequence and writes everything down. */
final class Tracer {

  private Tracer() {}

  static Trace trace(Forward forward, Inputs inputs) {
    Layout layout = forward.layout;
    List<String> units = new ArrayList<>(layout.laneNames());
    units.addAll(layout.outputNames());
    int steps = inputs.length();
    double[] nets = new double[steps * units.size()];
    double[] activations = new double[steps * units.size()];
    double[] states = new double[steps * layout.cells];
    int outputs = layout.topology.outputSize();
    forward.reset();
    for (int step = 0; step < steps; step++) {
      forward.step(inputs, step);
      forward.answer();
      int at = step * units.size();
      System.arraycopy(forward.layer.net, 0, nets, at, layout.lanes);
      System.arraycopy(forward.outputNet, 0, nets, at + layout.lanes, outputs);
      System.arraycopy(forward.layer.activation, 0, activations, at, layout.lanes);
      System.arraycopy(forward.output, 0, activations, at + layout.lanes, outputs);
      System.arraycopy(forward.layer.state, 0, states, step * layout.cells, layout.cells);
    }
    return new Trace(
        steps, List.copyOf(units), nets, activations, layout.cellNames(), states, gates(layout));
  }

  private static List<GateGroup> gates(Layout layout) {
    List<GateGroup> gates = new ArrayList<>();
    for (int block = 0; block < layout.blocks; block++) {
      String part = "block" + block;
      if (layout.inputGates > 0) {
        gates.add(new GateGroup(part, "input", List.of(block)));
      }
      if (layout.outputGates > 0) {
        gates.add(new GateGroup(part, "output", List.of(layout.outputGateLane + block)));
      }
    }
    return gates;
  }
}
