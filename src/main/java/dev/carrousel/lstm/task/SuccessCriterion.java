package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Respondent;
import dev.carrousel.lstm.learner.Tensors;

/**
 * Watches a network learn and says when it has succeeded. Sequences shown in its tests do not count
 * as training. One thread at a time may use it.
 */
public interface SuccessCriterion {

  /**
   * Looks at one lesson and, when a test is due, at the network.
   *
   * @param lesson how the network just did
   * @param sequences number of sequences of the lesson; 1 in all published experiments. Of a lesson
   *     of several, each counts with its means, and as wrong if one of them was
   * @param network the network after the lesson; it is asked but does not learn
   * @return whether the trial has succeeded by now
   */
  Verdict observe(Lesson lesson, int sequences, Respondent network);

  /**
   * When success can be seen for the first time.
   *
   * @return training sequences before which {@link #observe} never answers that it has succeeded,
   *     at least 1
   */
  long earliest();

  /**
   * Everything it remembers. A criterion of the same task that restores it goes on to the bit.
   *
   * @return copies; what {@link #restore} takes
   */
  Tensors snapshot();

  /**
   * Takes back what {@link #snapshot} wrote.
   *
   * @param snapshot a snapshot of a criterion of the same task
   * @throws IllegalArgumentException if a tensor is missing or differs in type or shape
   */
  void restore(Tensors snapshot);
}
