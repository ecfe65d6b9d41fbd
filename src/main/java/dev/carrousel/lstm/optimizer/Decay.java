package dev.carrousel.lstm.optimizer;

/** How a learning rate falls once it is warm. */
public sealed interface Decay {

  /** It stays. */
  record Constant() implements Decay {}

  /**
   * It falls by a factor at equal distances.
   *
   * @param every weight changes from one fall to the next, positive
   * @param factor what it is multiplied by, above 0, at most 1
   */
  record Steps(long every, double factor) implements Decay {

    /** Checks the ranges. */
    public Steps {
      requirePositive("every", every);
      Optimizer.require("factor", factor, Double.MIN_VALUE, Math.nextUp(1.0));
    }
  }

  /**
   * It falls along half a cosine and then stays (Loshchilov and Hutter 2017, without restarts).
   *
   * @param steps weight changes until it is lowest, positive
   * @param lowest where it ends, as a share of the learning rate, 0 to 1
   */
  record Cosine(long steps, double lowest) implements Decay {

    /** Checks the ranges. */
    public Cosine {
      requirePositive("steps", steps);
      Optimizer.require("lowest", lowest, 0, Math.nextUp(1.0));
    }
  }

  /**
   * It falls by a factor whenever the validation loss has not reached a new minimum for some time.
   *
   * @param patience validations without a new minimum that are borne, not negative
   * @param factor what it is multiplied by then, above 0, at most 1
   */
  record Plateau(int patience, double factor) implements Decay {

    /** Checks the ranges. */
    public Plateau {
      if (patience < 0) {
        throw new IllegalArgumentException("patience must not be negative, was " + patience);
      }
      Optimizer.require("factor", factor, Double.MIN_VALUE, Math.nextUp(1.0));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be positive, was %d".formatted(name, value));
    }
  }
}
