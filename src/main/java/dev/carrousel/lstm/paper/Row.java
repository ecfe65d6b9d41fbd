package dev.carrousel.lstm.paper;

import dev.carrousel.lstm.original.OriginalSettings;
import java.util.Map;

/** A printed row, of which there may be several readings. */
record Row(String id, String title, String citation, String task, int trials, Published published) {

  private static final long FIVE_MILLION = 5_000_000;

  /** The row with ten times the published mean as its limit. */
  Experiment as(
      String variant, Reading reading, Map<String, Object> values, OriginalSettings settings) {
    Acceptance acceptance = Acceptance.of(published);
    long limit = Math.round(5 * acceptance.highestMean());
    return as(variant, reading, values, settings, limit, acceptance);
  }

  /**
   * The row with four times the published mean as its limit, for a reading that was seen to fail:
   * twice the highest mean that would agree, where ten times would take days.
   */
  Experiment briefly(
      String variant, Reading reading, Map<String, Object> values, OriginalSettings settings) {
    Acceptance acceptance = Acceptance.of(published);
    long limit = Math.round(2 * acceptance.highestMean());
    return as(variant, reading, values, settings, limit, acceptance);
  }

  /** The row with the limit of the tasks 2a to 2c. */
  Experiment toFiveMillion(
      String variant, Reading reading, Map<String, Object> values, OriginalSettings settings) {
    Acceptance acceptance = Acceptance.of(published);
    return as(variant, reading, values, settings, FIVE_MILLION, acceptance);
  }

  Experiment as(
      String variant,
      Reading reading,
      Map<String, Object> values,
      OriginalSettings settings,
      long maxSequences,
      Acceptance acceptance) {
    return new Experiment(
        variant.isEmpty() ? id : id + "-" + variant,
        title,
        citation,
        task,
        values,
        settings,
        trials,
        1,
        maxSequences,
        published,
        acceptance,
        reading);
  }
}
