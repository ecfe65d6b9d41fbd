package dev.carrousel.lstm.optimizer;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/** A position in a schedule. One thread at a time; allocates nothing per step. */
public final class Pace {

  private static final String STEPS = "schedule.steps";
  private static final String PLATEAU = "schedule.plateau";
  private static final String LOSSES = "schedule.losses";

  private final Schedule schedule;
  private long steps;
  private long waited;
  private double best = Double.POSITIVE_INFINITY;
  private double fallen = 1;

  Pace(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Goes one weight change ahead.
   *
   * @return the factor on the learning rate of that change
   */
  public double advance() {
    long step = steps++;
    return step < schedule.warmUp()
        ? (step + 1.0) / schedule.warmUp()
        : decayed(step - schedule.warmUp());
  }

  private double decayed(long step) {
    return switch (schedule.decay()) {
      case Decay.Constant _ -> 1;
      case Decay.Steps decay -> {
        long falls = step / decay.every();
        yield StrictMath.pow(decay.factor(), (double) falls);
      }
      case Decay.Cosine decay -> {
        double way = Math.min(1, (double) step / decay.steps());
        yield decay.lowest() + (1 - decay.lowest()) * (1 + StrictMath.cos(Math.PI * way)) / 2;
      }
      case Decay.Plateau _ -> fallen;
    };
  }

  /**
   * Takes note of a loss on validation examples, which a plateau waits for.
   *
   * @param loss the loss
   */
  public void validated(double loss) {
    if (!(schedule.decay() instanceof Decay.Plateau plateau)) {
      return;
    }
    if (loss < best) {
      best = loss;
      waited = 0;
    } else if (++waited > plateau.patience()) {
      fallen *= plateau.factor();
      waited = 0;
    }
  }

  /**
   * The position.
   *
   * @return copies, named {@code schedule.*}
   */
  public List<Tensor> state() {
    return List.of(
        new Tensor.Longs(STEPS, List.of(), new long[] {steps}),
        new Tensor.Longs(PLATEAU, List.of(), new long[] {waited}),
        new Tensor.Doubles(LOSSES, List.of(2), new double[] {best, fallen}));
  }

  /**
   * Takes back what {@link #state} wrote.
   *
   * @param snapshot holds it among others
   */
  public void restore(Tensors snapshot) {
    steps = snapshot.longs(STEPS, List.of())[0];
    waited = snapshot.longs(PLATEAU, List.of())[0];
    double[] losses = snapshot.doubles(LOSSES, List.of(2));
    best = losses[0];
    fallen = losses[1];
  }
}
