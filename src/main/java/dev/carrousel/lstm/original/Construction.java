package dev.carrousel.lstm.original;

/**
 * Sequential network construction: a memory cell block joins whenever the error has stopped falling
 * (FKI-207-95, after Fahlman 1991). The papers do not say how that is seen; here the mean squared
 * error over a window of sequences must fall by a fraction below that of the {@link Reference}, or
 * a block joins and the errors before are forgotten. Old weights stay trainable; new ones begin as
 * {@link InitialWeights} says.
 *
 * @param window sequences of one window, at least 1
 * @param minimumImprovement fraction of the reference's error by which a window must fall below it,
 *     0 to 1
 * @param cellsPerBlock cells of each block that joins, at least 1
 * @param maximumBlocks blocks with which construction ends
 * @param reference what a window is compared with
 */
public record Construction(
    int window,
    double minimumImprovement,
    int cellsPerBlock,
    int maximumBlocks,
    Reference reference) {

  /** What the error of a window is compared with. */
  public enum Reference {
    /** The lowest error of any window since the last block joined. */
    BEST,
    /** The error of the window before. */
    PREVIOUS
  }

  /** One cell at a time, windows of 100 sequences, 1 percent. */
  public static final Construction USUAL = new Construction(100, 0.01, 1, 10, Reference.BEST);

  /** Checks the ranges. */
  public Construction {
    if (window < 1 || cellsPerBlock < 1) {
      throw new IllegalArgumentException(
          "window and cellsPerBlock must be positive, were %d and %d"
              .formatted(window, cellsPerBlock));
    }
    if (!(minimumImprovement >= 0 && minimumImprovement <= 1)) {
      throw new IllegalArgumentException(
          "minimumImprovement must be 0 to 1, was " + minimumImprovement);
    }
  }
}
