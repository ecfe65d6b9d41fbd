package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.random.RandomGenerator;

/** Parity: the target is 1 if the number of 1s is odd. Random strings, as in NIPS 1996. */
final class ParityTask implements Task {

  private final int minimumLength;
  private final int maximumLength;
  private final TestRule rule;

  private ParityTask(Values values) {
    minimumLength = values.whole("minimumLength");
    maximumLength = values.whole("maximumLength");
    BinaryStrings.requireLengths(minimumLength, maximumLength);
    rule = BinaryStrings.rule(values);
  }

  static TaskFamily family() {
    return new TaskFamily(
        "parity",
        "Parity",
        "Tell whether the number of 1s in a long string is odd.",
        BinaryStrings.parameters(),
        ParityTask::new);
  }

  @Override
  public int inputSize() {
    return 1;
  }

  @Override
  public int outputSize() {
    return 1;
  }

  @Override
  public Sequence next(RandomGenerator random) {
    boolean[] text = new boolean[Lengths.between(minimumLength, maximumLength, random)];
    boolean odd = false;
    for (int step = 0; step < text.length; step++) {
      text[step] = random.nextBoolean();
      odd ^= text[step];
    }
    return BinaryStrings.sequence(text, odd);
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, BinaryStrings.BOUND);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new FreshTest(this, rule, tests);
  }
}
