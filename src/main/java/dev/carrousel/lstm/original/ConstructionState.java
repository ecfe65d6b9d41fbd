package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/** Watches the error for the moment at which a block has to join. */
final class ConstructionState {

  private final Construction construction;
  private int sequences;
  private double error;
  private double reference = Double.POSITIVE_INFINITY;

  ConstructionState(Construction construction) {
    this.construction = construction;
  }

  /** Counts one sequence; true if a block has to join now. */
  boolean stalls(double squaredError) {
    error += squaredError;
    sequences++;
    if (sequences < construction.window()) {
      return false;
    }
    double mean = error / sequences;
    sequences = 0;
    error = 0;
    boolean stalled = mean > reference * (1 - construction.minimumImprovement());
    boolean forgetful = construction.reference() == Construction.Reference.PREVIOUS;
    reference = stalled ? Double.POSITIVE_INFINITY : forgetful ? mean : Math.min(mean, reference);
    return stalled;
  }

  List<Tensor> tensors() {
    return List.of(
        new Tensor.Longs("construction.sequences", List.of(), new long[] {sequences}),
        new Tensor.Doubles("construction.errors", List.of(2), new double[] {error, reference}));
  }

  void take(Tensors tensors) {
    double[] errors = tensors.doubles("construction.errors", List.of(2));
    sequences = Math.toIntExact(tensors.longs("construction.sequences", List.of())[0]);
    error = errors[0];
    reference = errors[1];
  }
}
