package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;

/** What lies between the user's rows and a network, fitted once and kept with the weights. */
public sealed interface Frame
    permits ForecastFrame, ClassFrame, ValueFrame, SymbolFrame, AnomalyFrame {

  /**
   * What the network minimised, which also says how its outputs become answers.
   *
   * @return the loss
   */
  Loss loss();
}
