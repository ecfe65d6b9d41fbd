package dev.carrousel.lstm.optimizer;

/** The settings of an optimizer. */
public sealed interface Optimizer permits Sgd, RmsProp, Adam {

  /**
   * The size of a step.
   *
   * @return learning rate, positive
   */
  double learningRate();

  /**
   * Begins an optimization of so many weights.
   *
   * @param size number of weights
   * @return the optimizer at work, its moments zero
   */
  Updater start(int size);

  /**
   * Checks one setting.
   *
   * @param name what the message calls it
   * @param value what was found
   * @param from smallest value allowed
   * @param below smallest value above all that are allowed
   * @throws IllegalArgumentException if the value is outside
   */
  static void require(String name, double value, double from, double below) {
    if (!(value >= from && value < below)) {
      throw new IllegalArgumentException(
          "%s must be at least %s and below %s, was %s".formatted(name, from, below, value));
    }
  }
}
