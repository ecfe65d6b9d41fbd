package dev.carrousel.lstm.task;

/** Parameters that several tasks share. */
final class Parameters {

  static final String CHECK_EVERY = "checkEvery";
  static final String TEST_SEQUENCES = "testSequences";

  private Parameters() {}

  static Parameter checkEvery(int standard) {
    return new Parameter.Whole(
        CHECK_EVERY, "Training sequences between two tests for success.", standard, 1, 1_000_000);
  }

  static Parameter testSequences(int standard) {
    return new Parameter.Whole(
        TEST_SEQUENCES, "Test sequences of one test for success.", standard, 1, 1_000_000);
  }
}
