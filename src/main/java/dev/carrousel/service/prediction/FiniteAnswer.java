package dev.carrousel.service.prediction;

import dev.carrousel.service.web.ProblemException;
import org.springframework.http.HttpStatus;

/**
 * JSON has no word for numbers that are not finite, and neither has a forecast: such an answer is
 * refused.
 */
final class FiniteAnswer {

  private FiniteAnswer() {}

  static double[] require(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new ProblemException(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "answer_not_finite",
            "The answer is no finite number. The values lie too far from those that the model was trained on.");
      }
    }
    return values;
  }
}
