package dev.carrousel.lstm.insight;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of the time gates of one kind stand open or shut, over all steps of some sequences. A
 * gate that always does either passes hardly any gradient to its own weights (A. Karpathy, J.
 * Johnson and L. Fei-Fei, "Visualizing and Understanding Recurrent Networks", 2015).
 *
 * @param part name of the layer or block
 * @param gate {@code input}, {@code forget} or {@code output}
 * @param activations number of activations that were looked at
 * @param shut share of them below {@link #SHUT}
 * @param open share of them above {@link #OPEN}
 * @param mean their mean
 */
public record Saturation(
    String part, String gate, long activations, double shut, double open, double mean) {

  /** Below, a gate counts as shut. */
  public static final double SHUT = 0.1;

  /** Above, a gate counts as open. */
  public static final double OPEN = 0.9;

  /**
   * Looks at all gates of all steps.
   *
   * @param traces of one network over some sequences, at least one
   * @return one entry for each kind of gate of each part, in the order of the network
   */
  public static List<Saturation> of(List<Trace> traces) {
    List<Saturation> all = new ArrayList<>();
    for (GateGroup group : traces.getFirst().gates()) {
      all.add(of(group, traces));
    }
    return all;
  }

  private static Saturation of(GateGroup group, List<Trace> traces) {
    long count = 0;
    long shut = 0;
    long open = 0;
    double sum = 0;
    for (Trace trace : traces) {
      for (int step = 0; step < trace.steps(); step++) {
        for (int unit : group.units()) {
          double y = trace.activations()[step * trace.units().size() + unit];
          count++;
          sum += y;
          shut += y < SHUT ? 1 : 0;
          open += y > OPEN ? 1 : 0;
        }
      }
    }
    double all = Math.max(1, count);
    return new Saturation(group.part(), group.gate(), count, shut / all, open / all, sum / all);
  }
}
