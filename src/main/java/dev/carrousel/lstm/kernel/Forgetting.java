package dev.carrousel.lstm.kernel;

/** What multiplies the state of a memory cell from one step to the next. */
public enum Forgetting {
  /** A forget gate of its own: {@code c = f c' + i g} (Gers, Schmidhuber and Cummins 2000). */
  GATE,
  /** The input gate decides both: {@code c = (1 - i) c' + i g} (Greff et al. 2015, CIFG). */
  COUPLED,
  /** Nothing: {@code c = c' + i g} (Hochreiter and Schmidhuber 1997). */
  NEVER
}
