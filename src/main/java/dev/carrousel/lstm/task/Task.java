package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Respondent;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/** A problem to be learned: endless sequences and a judgement of answers. Immutable. */
public interface Task {

  /**
   * Width of the input vectors.
   *
   * @return input size I
   */
  int inputSize();

  /**
   * Width of the target vectors.
   *
   * @return output size O
   */
  int outputSize();

  /**
   * Values that can be worked with but say nothing: they change nothing, or leave nothing to learn.
   *
   * @return one for each such value; empty for most tasks
   */
  default List<Objection> objections() {
    return List.of();
  }

  /**
   * What whoever chose the values may not have meant.
   *
   * @return whole sentences; empty for most tasks
   */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * The next sequence of a training stream.
   *
   * @param random the stream's random numbers
   * @return a sequence with a target at one step or more
   */
  Sequence next(RandomGenerator random);

  /**
   * A sequence to test with.
   *
   * @param random random numbers that no training stream reads
   * @return a sequence whose targets are what {@link #grade} compares with
   */
  default Sequence test(RandomGenerator random) {
    return next(random);
  }

  /**
   * Judges the answer to one sequence.
   *
   * @param sequence the sequence, of this task
   * @param outputs shape [T,O], row-major, what the network answered
   * @return right or wrong, and by how much
   */
  Grade grade(Sequence sequence, double[] outputs);

  /**
   * The published rule by which a trial has succeeded, at its beginning.
   *
   * @param tests a stream of random numbers for test sequences; owned by the criterion
   * @return a new criterion
   */
  SuccessCriterion criterion(SeededRandom tests);

  /**
   * How many sequences the final examination has.
   *
   * @return 2560, as in NC97 Table 11, unless the task says otherwise
   */
  default int examinationSize() {
    return 2560;
  }

  /**
   * The final examination with frozen weights.
   *
   * @param network the network; it does not learn
   * @param random random numbers that neither training nor criterion have read
   * @return how it did
   */
  default Examination examine(Respondent network, RandomGenerator random) {
    int wrong = 0;
    double error = 0;
    for (int number = 0; number < examinationSize(); number++) {
      Sequence sequence = test(random);
      Grade grade = grade(sequence, network.respond(sequence.inputs()));
      wrong += grade.correct() ? 0 : 1;
      error += grade.meanAbsoluteError();
    }
    return new Examination(examinationSize(), wrong, error / examinationSize());
  }
}
