package dev.carrousel.lstm.problem;

import java.util.List;

/**
 * A trained network after its test.
 *
 * @param frame what is needed beside the weights to answer questions
 * @param test how it did on the test part; empty without one
 */
public record Judged(Frame frame, List<Evaluation> test) {

  /** Copies the list. */
  public Judged {
    test = List.copyOf(test);
  }
}
