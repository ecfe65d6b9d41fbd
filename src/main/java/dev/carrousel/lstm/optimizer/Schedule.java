package dev.carrousel.lstm.optimizer;

/**
 * The learning rate's way through a training, as a factor on the optimizer's learning rate: it
 * rises in equal steps to 1, then the decay begins.
 *
 * @param warmUp weight changes until the factor is 1, not negative
 * @param decay what follows
 */
public record Schedule(long warmUp, Decay decay) {

  /** Factor 1 from beginning to end. */
  public static final Schedule CONSTANT = new Schedule(0, new Decay.Constant());

  /** Checks the range. */
  public Schedule {
    if (warmUp < 0) {
      throw new IllegalArgumentException("warmUp must not be negative, was " + warmUp);
    }
  }

  /**
   * Begins a training.
   *
   * @return the position before the first weight change
   */
  public Pace start() {
    return new Pace(this);
  }
}
