package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tasks 6a and 6b of NC97: X or Y stand at two (three) places of a long sequence of distractors; at
 * the end answer in which order they came, one output for each of the 4 (8) orders. Symbols: E, B,
 * a, b, c, d, X, Y are 0 to 7; E comes first, B last.
 *
 * <p>Positions are counted from 1, both ends of their ranges included. Right is an absolute error
 * below 0.3 of every output; a trial has succeeded when the average error is below 0.1 and the last
 * 2000 training sequences were all right.
 */
final class TemporalOrderTask implements Task {

  private static final double BOUND = 0.3;
  private static final int E = 0;
  private static final int B = 1;
  private static final int FIRST_DISTRACTOR = 2;
  private static final int X = 6;
  private static final int[][] TWO = {{10, 20}, {50, 60}};
  private static final int[][] THREE = {{10, 20}, {33, 43}, {66, 76}};

  private final int[][] places;

  private TemporalOrderTask(Values values) {
    places = values.whole("symbols") == 2 ? TWO : THREE;
  }

  static TaskFamily family() {
    return new TaskFamily(
        "temporal-order",
        "Temporal order",
        "Tell in which order widely separated symbols came (NC97 tasks 6a and 6b).",
        List.of(new Parameter.Whole("symbols", "Symbols that matter: 2 in 6a, 3 in 6b.", 2, 2, 3)),
        TemporalOrderTask::new);
  }

  @Override
  public int inputSize() {
    return 8;
  }

  @Override
  public int outputSize() {
    return 1 << places.length;
  }

  @Override
  public Sequence next(RandomGenerator random) {
    int[] symbols = new int[Lengths.between(100, 110, random)];
    for (int step = 1; step < symbols.length - 1; step++) {
      symbols[step] = FIRST_DISTRACTOR + random.nextInt(4);
    }
    symbols[0] = E;
    symbols[symbols.length - 1] = B;
    int order = 0;
    for (int[] range : places) {
      int which = random.nextInt(2);
      symbols[Lengths.between(range[0], range[1], random) - 1] = X + which;
      order = 2 * order + which;
    }
    double[] target = new double[outputSize()];
    target[order] = 1;
    return Sequence.endingIn(new Inputs.Symbols(symbols, inputSize()), target);
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new TrainingWindow(WindowRule.allCorrect(BOUND, 0.1));
  }
}
