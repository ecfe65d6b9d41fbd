package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Tell whether a string belongs to one of Tomita's languages; half of the strings do.
 *
 * <p>The papers do not say how strings of 500 to 600 symbols were made. Here positive ones are
 * drawn with equal probability from all of their length, negative ones are random strings that
 * happen not to belong to the language, which makes some languages easier than near misses would.
 * Languages 1 and 2 have at most one string of each length, so that positive ones of the training
 * come again in tests.
 */
final class TomitaTask implements Task {

  private final TomitaGrammar grammar;
  private final int minimumLength;
  private final int maximumLength;
  private final TestRule rule;

  private TomitaTask(Values values) {
    grammar = TomitaGrammar.number(values.whole("grammar"));
    minimumLength = values.whole("minimumLength");
    maximumLength = values.whole("maximumLength");
    BinaryStrings.requireLengths(minimumLength, maximumLength);
    rule = BinaryStrings.rule(values);
    requireLength(grammar::hasLength, "inside");
    requireLength(grammar::lacksLength, "outside");
  }

  private void requireLength(IntPredicate isThere, String where) {
    if (IntStream.rangeClosed(minimumLength, maximumLength).noneMatch(isThere)) {
      throw new IllegalArgumentException(
          "minimumLength to maximumLength must allow strings inside and outside the language, %d to %d had none %s"
              .formatted(minimumLength, maximumLength, where));
    }
  }

  static TaskFamily family() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter.Whole("grammar", "Number of the language.", 1, 1, 7));
    parameters.addAll(BinaryStrings.parameters());
    return new TaskFamily(
        "tomita",
        "Tomita grammars",
        "Tell whether a string belongs to a regular language (Tomita 1982).",
        parameters,
        TomitaTask::new);
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
    boolean member = random.nextBoolean();
    return BinaryStrings.sequence(member ? member(random) : stranger(random), member);
  }

  private boolean[] member(RandomGenerator random) {
    return grammar.draw(length(grammar::hasLength, random), random);
  }

  private int length(IntPredicate isThere, RandomGenerator random) {
    int length = Lengths.between(minimumLength, maximumLength, random);
    while (!isThere.test(length)) {
      length = Lengths.between(minimumLength, maximumLength, random);
    }
    return length;
  }

  private boolean[] stranger(RandomGenerator random) {
    boolean[] text = new boolean[length(grammar::lacksLength, random)];
    do {
      for (int at = 0; at < text.length; at++) {
        text[at] = random.nextBoolean();
      }
    } while (grammar.accepts(text));
    return text;
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
