package dev.carrousel.service.prediction;

import java.util.List;

/**
 * The answers to sequences.
 *
 * @param model the model that was asked
 * @param version its version
 * @param answers one per sequence
 */
record PredictResponse(String model, int version, List<Answer> answers) {

  /**
   * The answer to one sequence.
   *
   * @param outputs one output vector per step
   */
  record Answer(List<List<Double>> outputs) {}
}
