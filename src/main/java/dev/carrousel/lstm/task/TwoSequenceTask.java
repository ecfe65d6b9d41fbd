package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tasks 3a to 3c of NC97, after Bengio, Simard and Frasconi (1994): the first N numbers are 1 or -1
 * and tell the class, all others are Gaussian noise of mean 0 and variance 0.2. In 3b the first N
 * are noisy too; in 3c the targets 0.2 and 0.8 carry noise of variance 0.1 in training, not in
 * tests.
 *
 * <p>Readings: 0.2 and 0.1 are variances, for NC97 adds "standard deviation 0.32" in 3c. Lengths
 * are T to T + T/10. Stop rules: ST1 none (3b: fewer than 6) of 256 fresh sequences wrong, or the
 * same share of another number; ST2 also a mean absolute error below 0.01 (3b: 0.04); 3c has one
 * rule, none wrong by more than 0.1 and a mean below 0.015.
 */
final class TwoSequenceTask implements Task {

  private static final String FIRST = "ST1";
  private static final String SECOND = "ST2";
  private static final String NONE_WRONG = "none-wrong";
  private static final double NOISE = Math.sqrt(0.2);
  private static final double TARGET_NOISE = Math.sqrt(0.1);

  private final int minimumLength;
  private final int informative;
  private final String variant;
  private final String stop;
  private final TestRule rule;

  private TwoSequenceTask(Values values) {
    minimumLength = values.whole("T");
    informative = values.whole("N");
    variant = values.choice("variant");
    stop = values.choice("stop");
    if (informative > minimumLength) {
      throw new IllegalArgumentException(
          "N must be at most T = %d, was %d".formatted(minimumLength, informative));
    }
    int tests = values.whole(Parameters.TEST_SEQUENCES);
    boolean tolerant = variant.equals("3b") && !stop.equals(NONE_WRONG);
    rule =
        new TestRule(
            values.whole(Parameters.CHECK_EVERY),
            tests,
            tolerant ? (6 * tests - 1) / 256 : 0,
            errorBelow());
  }

  @Override
  public List<Objection> objections() {
    return switch (variant) {
      case "3c" -> requireStop(stop.equals(SECOND), "ST2 with the variant 3c, which has one rule");
      case "3a" ->
          requireStop(
              !stop.equals(NONE_WRONG),
              "ST1 or ST2 with the variant 3a, which allows none wrong anyway");
      default -> List.of();
    };
  }

  private List<Objection> requireStop(boolean sensible, String expected) {
    String text = "stop must be %s, was %s".formatted(expected, stop);
    return sensible ? List.of() : List.of(new Objection("stop", text));
  }

  private double errorBelow() {
    return switch (variant) {
      case "3c" -> 0.015;
      case "3b" -> stop.equals(FIRST) ? Double.POSITIVE_INFINITY : 0.04;
      default -> stop.equals(FIRST) ? Double.POSITIVE_INFINITY : 0.01;
    };
  }

  static TaskFamily family() {
    return new TaskFamily(
        "two-sequence",
        "Noise and signal on one line",
        "Tell the class of a noisy sequence from its first N numbers (NC97 tasks 3a, 3b, 3c).",
        List.of(
            new Parameter.Choice(
                "variant",
                "3a: noise behind the signal; 3b: also on it; 3c: also on the targets.",
                "3a",
                List.of("3a", "3b", "3c")),
            new Parameter.Whole("T", "Minimum length.", 100, 1, 1_000_000),
            new Parameter.Whole("N", "Numbers that tell the class.", 3, 1, 1_000_000),
            new Parameter.Choice(
                "stop",
                "Stop rule of 3a and 3b; none-wrong, of 3b alone, is ST2 with no sequence wrong.",
                SECOND,
                List.of(FIRST, SECOND, NONE_WRONG)),
            Parameters.checkEvery(100),
            Parameters.testSequences(256)),
        TwoSequenceTask::new);
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
    return draw(random, variant.equals("3c") ? TARGET_NOISE : 0);
  }

  @Override
  public Sequence test(RandomGenerator random) {
    return draw(random, 0);
  }

  private Sequence draw(RandomGenerator random, double targetNoise) {
    boolean first = random.nextBoolean();
    double[] values = new double[Lengths.around(minimumLength, random)];
    for (int step = 0; step < values.length; step++) {
      boolean signal = step < informative;
      boolean noisy = !signal || variant.equals("3b");
      double noise = noisy ? NOISE * random.nextGaussian() : 0;
      values[step] = signal ? (first ? 1 : -1) + noise : noise;
    }
    double target = variant.equals("3c") ? (first ? 0.2 : 0.8) : (first ? 1 : 0);
    double shift = targetNoise > 0 ? targetNoise * random.nextGaussian() : 0;
    return Sequence.endingIn(Inputs.Vectors.of(values, 1), new double[] {target + shift});
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, variant.equals("3c") ? 0.1 : 0.2);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new FreshTest(this, rule, tests);
  }
}
