package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.sequence.Examples;
import java.util.List;
import java.util.Map;

/** A problem with its data: what is learned from, what chooses the weights, what judges them. */
public sealed interface Prepared
    permits Forecasting, Classification, Regression, SymbolPrediction, AnomalyDetection {

  /**
   * Width of the vectors that the network reads.
   *
   * @return input size I
   */
  int inputSize();

  /**
   * Width of the vectors that the network answers.
   *
   * @return output size O
   */
  int outputSize();

  /**
   * What learning minimises.
   *
   * @return the loss
   */
  Loss loss();

  /**
   * What is learned from.
   *
   * @return the sequences, at least one
   */
  Examples training();

  /**
   * What chooses the best weights.
   *
   * @return the sequences; may be none
   */
  Examples validation();

  /**
   * Number of rows of each part, or of whole series where these are split.
   *
   * @return by the names training, validation and test, in this order
   */
  Map<String, Integer> parts();

  /**
   * What the owner of the data may not have meant.
   *
   * @return sentences; may be none
   */
  List<String> warnings();

  /**
   * Judges a trained network by the test part, after calibrating on the validation part what needs
   * calibration.
   *
   * @param learner the network
   * @return what it came to
   */
  Judged judge(Learner learner);
}
