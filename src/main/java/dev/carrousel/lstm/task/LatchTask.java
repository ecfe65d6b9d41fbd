package dev.carrousel.lstm.task;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The latch of Bengio, Simard and Frasconi (1994): the first number is 1 or -1 and must be told at
 * the end, all others are Gaussian noise of mean 0.
 *
 * <p>Their unit is a hyperbolic tangent with targets 0.8 and -0.8, or 1 and -1; the defaults here
 * are the ends of a logistic output. They train the two first inputs as well, which is no matter of
 * the sequences. Right is an absolute error below the bound; their criterion is not at hand.
 */
final class LatchTask implements Task {

  private final int minimumLength;
  private final int maximumLength;
  private final double noise;
  private final double high;
  private final double low;
  private final double bound;
  private final TestRule rule;

  private LatchTask(Values values) {
    minimumLength = values.whole("minimumLength");
    maximumLength = values.whole("maximumLength");
    if (maximumLength < minimumLength) {
      throw new IllegalArgumentException(
          "maximumLength must be at least minimumLength = %d, was %d"
              .formatted(minimumLength, maximumLength));
    }
    noise = Math.sqrt(values.real("variance"));
    high = values.real("high");
    low = values.real("low");
    bound = values.real("bound");
    rule =
        TestRule.allCorrect(
            values.whole(Parameters.CHECK_EVERY), values.whole(Parameters.TEST_SEQUENCES));
  }

  @Override
  public List<Objection> objections() {
    String text = "low must differ from high = %s, was %s".formatted(high, low);
    return high == low ? List.of(new Objection("low", text)) : List.of();
  }

  @Override
  public List<String> warnings() {
    if (bound == 0) {
      return List.of("No error is below the bound 0.0, so that the criterion is never reached.");
    }
    if (bound <= Math.abs(high - low) / 2) {
      return List.of();
    }
    return List.of(
        "An answer halfway between low and high is within the bound %s of both: nothing need be learned."
            .formatted(bound));
  }

  static TaskFamily family() {
    return new TaskFamily(
        "latch",
        "Latch",
        "Hold one bit against noise (Bengio, Simard and Frasconi 1994).",
        List.of(
            new Parameter.Whole("minimumLength", "Shortest sequence.", 50, 1, 1_000_000),
            new Parameter.Whole("maximumLength", "Longest sequence.", 100, 1, 1_000_000),
            new Parameter.Real("variance", "Variance of the noise.", 0.2, 0, 100),
            new Parameter.Real("high", "Target of the first number 1.", 1, -1, 1),
            new Parameter.Real("low", "Target of the first number -1.", 0, -1, 1),
            new Parameter.Real("bound", "Absolute error below which it is right.", 0.2, 0, 2),
            Parameters.checkEvery(100),
            Parameters.testSequences(256)),
        LatchTask::new);
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
    boolean one = random.nextBoolean();
    double[] values = new double[Lengths.between(minimumLength, maximumLength, random)];
    values[0] = one ? 1 : -1;
    for (int step = 1; step < values.length; step++) {
      values[step] = noise * random.nextGaussian();
    }
    return Sequence.endingIn(Inputs.Vectors.of(values, 1), new double[] {one ? high : low});
  }

  @Override
  public Grade grade(Sequence sequence, double[] outputs) {
    return Grade.atEnd(sequence, outputs, bound);
  }

  @Override
  public SuccessCriterion criterion(SeededRandom tests) {
    return new FreshTest(this, rule, tests);
  }
}
