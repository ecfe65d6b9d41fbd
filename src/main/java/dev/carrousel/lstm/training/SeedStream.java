package dev.carrousel.lstm.training;

import dev.carrousel.lstm.sequence.SeededRandom;

/**
 * What the seed of a training is used for: each purpose reads a stream of its own, so that, say,
 * more tests leave the weights as they are. Whoever builds a learner, trains or examines it takes
 * its numbers from here; then the seed alone determines the result.
 */
public enum SeedStream {
  /** The weights with which a learner begins, and the blocks that join it later. */
  WEIGHTS("weights"),
  /** The sequences it learns from. */
  TRAINING("training"),
  /** The sequences of the tests for success. */
  TESTS("tests"),
  /** The sequences of the final examination. */
  EXAMINATION("examination");

  private final String purpose;

  SeedStream(String purpose) {
    this.purpose = purpose;
  }

  /**
   * The stream of a seed.
   *
   * @param seed seed of the training, any number
   * @return a new stream at its beginning
   */
  public SeededRandom of(long seed) {
    return new SeededRandom(seed).split(purpose);
  }
}
