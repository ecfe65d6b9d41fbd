package dev.carrousel.lstm.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * After how many steps half of a cell's state is forgotten, {@code ln 0.5 / ln f} for a forget gate
 * whose mean activation is f, by quantiles over the cells of a layer. It speaks of the state alone,
 * not of what gates write into it on the way.
 *
 * @param part name of the layer
 * @param cells number of cells
 * @param endless cells whose forget gate was 1 throughout, which forget nothing; they count as
 *     infinite
 * @param levels the levels of the quantiles, from 0 to 1
 * @param steps the quantiles, in steps; infinite where endless cells are
 */
public record HalfLife(
    String part, int cells, int endless, List<Double> levels, List<Double> steps) {

  private static final List<Double> LEVELS = List.of(0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0);

  /** Copies the lists. */
  public HalfLife {
    levels = List.copyOf(levels);
    steps = List.copyOf(steps);
  }

  /**
   * Looks at the forget gates of all steps.
   *
   * @param traces of one network over some sequences, at least one
   * @return one entry for each part that has forget gates; none for networks without
   */
  public static List<HalfLife> of(List<Trace> traces) {
    List<HalfLife> all = new ArrayList<>();
    for (GateGroup group : traces.getFirst().gates()) {
      if (group.gate().equals(GateGroup.FORGET)) {
        all.add(of(group.part(), means(group, traces)));
      }
    }
    return all;
  }

  private static double[] means(GateGroup group, List<Trace> traces) {
    double[] means = new double[group.units().size()];
    long steps = 0;
    for (Trace trace : traces) {
      steps += trace.steps();
      for (int step = 0; step < trace.steps(); step++) {
        for (int at = 0; at < means.length; at++) {
          means[at] += trace.activations()[step * trace.units().size() + group.units().get(at)];
        }
      }
    }
    for (int at = 0; at < means.length; at++) {
      means[at] /= Math.max(1, steps);
    }
    return means;
  }

  /**
   * From mean activations.
   *
   * @param part name of the layer
   * @param forget mean activation of the forget gate of each cell, in [0,1]
   * @return their half-lives
   */
  static HalfLife of(String part, double[] forget) {
    double[] lives =
        Arrays.stream(forget)
            .map(f -> f >= 1 ? Double.POSITIVE_INFINITY : f <= 0 ? 0 : Math.log(0.5) / Math.log(f))
            .sorted()
            .toArray();
    int endless = (int) Arrays.stream(lives).filter(Double::isInfinite).count();
    List<Double> quantiles = LEVELS.stream().map(level -> quantile(lives, level)).toList();
    return new HalfLife(part, lives.length, endless, LEVELS, quantiles);
  }

  /** Between the neighbours of the place, in proportion. */
  private static double quantile(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) place;
    double share = place - below;
    return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
  }
}
