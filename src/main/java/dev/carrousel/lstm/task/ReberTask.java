package dev.carrousel.lstm.task;

import dev.carrousel.lstm.learner.Respondent;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Task 1 of NC97: after each letter of a string of the (embedded) Reber grammar, predict the next.
 *
 * <p>Training draws from a fixed set of strings, tests use others. Readings: the target is the
 * actual next letter, not the set of the legal ones; a set is drawn letter by letter as the grammar
 * says, so that short strings occur in it more than once; a test string is redrawn while it is in
 * the training set. Success is when, for all strings of both sets and at every position, each legal
 * next letter is more active than every illegal one.
 */
final class ReberTask implements Task {

  private final ReberGrammar grammar;
  private final List<Sequence> training = new ArrayList<>();
  private final List<Sequence> all;
  private final List<Sequence> tests = new ArrayList<>();
  private final int checkEvery;

  private ReberTask(boolean embedded, Values values) {
    grammar = new ReberGrammar(embedded);
    checkEvery = values.whole(Parameters.CHECK_EVERY);
    RandomGenerator random = new SeededRandom(values.whole("stringSet")).split("Reber strings");
    Set<String> known = new HashSet<>();
    for (int number = 0; number < values.whole("trainingStrings"); number++) {
      String text = grammar.draw(random);
      known.add(text);
      training.add(sequence(text));
    }
    for (int number = 0; number < values.whole("testStrings"); number++) {
      String text = grammar.draw(random);
      while (known.contains(text)) {
        text = grammar.draw(random);
      }
      tests.add(sequence(text));
    }
    all = new ArrayList<>(tests);
    all.addAll(training);
  }

  static TaskFamily plain() {
    return new TaskFamily(
        "reber",
        "Reber grammar",
        "Predict the next letter of a string of the Reber grammar; no long time lag.",
        parameters(),
        values -> new ReberTask(false, values));
  }

  static TaskFamily embedded() {
    return new TaskFamily(
        "embedded-reber",
        "Embedded Reber grammar",
        "Predict the next letter of a string; the last letter but one is the second, at least 7"
            + " steps earlier (NC97 task 1).",
        parameters(),
        values -> new ReberTask(true, values));
  }

  private static List<Parameter> parameters() {
    return List.of(
        new Parameter.Whole("trainingStrings", "Strings of the training set.", 256, 1, 100_000),
        new Parameter.Whole("testStrings", "Strings of the test set.", 256, 1, 100_000),
        new Parameter.Whole("stringSet", "Number of the pair of sets.", 1, 0, Integer.MAX_VALUE),
        Parameters.checkEvery(100));
  }

  @Override
  public int inputSize() {
    return ReberGrammar.LETTERS.length();
  }

  @Override
  public int outputSize() {
    return ReberGrammar.LETTERS.length();
  }

  @Override
  public Sequence next(RandomGenerator random) {
    return training.get(random.nextInt(training.size()));
  }

  @Override
  public Sequence test(RandomGenerator random) {
    return tests.get(random.nextInt(tests.size()));
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    boolean correct = true;
    if (sequence.inputs() instanceof Inputs.Symbols symbols) {
      int[] legal = grammar.successors(symbols.symbols());
      for (int step = 0; step < legal.length && correct; step++) {
        correct = legalAreMostActive(legal[step], outputs, step * outputSize());
      }
    }
    double error = Grade.everywhere(sequence, outputs, 1).meanAbsoluteError();
    return new Grade(correct, error);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom random) {
    TestRule rule = TestRule.allCorrect(checkEvery, all.size());
    return new FreshTest(this, rule, (number, _) -> all.get(number), random);
  }

  /** All test strings, each once. */
  @Override
  public int examinationSize() {
    return tests.size();
  }

  @Override
  public Examination examine(Respondent network, RandomGenerator random) {
    int wrong = 0;
    double error = 0;
    for (Sequence sequence : tests) {
      Grade grade = grade(sequence, network.respond(sequence.inputs()));
      wrong += grade.correct() ? 0 : 1;
      error += grade.meanAbsoluteError();
    }
    return new Examination(tests.size(), wrong, error / tests.size());
  }

  private boolean legalAreMostActive(int legal, double[] outputs, int at) {
    double lowestLegal = Double.POSITIVE_INFINITY;
    double highestIllegal = Double.NEGATIVE_INFINITY;
    for (int letter = 0; letter < outputSize(); letter++) {
      double y = outputs[at + letter];
      if ((legal & 1 << letter) == 0) {
        highestIllegal = Math.max(highestIllegal, y);
      } else {
        lowestLegal = Math.min(lowestLegal, y);
      }
    }
    return lowestLegal > highestIllegal;
  }

  /** Inputs are all letters but the last, targets all but the first. */
  private Sequence sequence(String text) {
    int[] symbols = new int[text.length() - 1];
    double[][] targets = new double[symbols.length][outputSize()];
    for (int step = 0; step < symbols.length; step++) {
      symbols[step] = ReberGrammar.LETTERS.indexOf(text.charAt(step));
      targets[step][ReberGrammar.LETTERS.indexOf(text.charAt(step + 1))] = 1;
    }
    return new Sequence(new Inputs.Symbols(symbols, inputSize()), targets);
  }
}
