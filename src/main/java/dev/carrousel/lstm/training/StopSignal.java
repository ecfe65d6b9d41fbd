package dev.carrousel.lstm.training;

/** Asked between two weight changes whether to stop. Must be quick. */
@FunctionalInterface
public interface StopSignal {

  /**
   * Whether training is to stop now.
   *
   * @return true to stop
   */
  boolean isRaised();
}
