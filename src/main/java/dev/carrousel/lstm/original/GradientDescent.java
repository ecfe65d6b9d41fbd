package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Sequence;

/** Changes the weights of one network by the error of one sequence. */
sealed interface GradientDescent permits TruncatedDescent, FullDescent {

  /** Runs through the sequence from zero activations, learns from it and counts its errors. */
  void learn(Sequence sequence, Tally tally);
}
