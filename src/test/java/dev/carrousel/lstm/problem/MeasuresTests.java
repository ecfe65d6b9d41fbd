package dev.carrousel.lstm.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Measures and baselines against numbers reckoned by hand. */
class MeasuresTests {

  @Test
  void averagePrecisionIsTheMeanPrecisionAtTheMarkedRows() {
    BitSet marks = BitSet.valueOf(new long[] {0b10101});
    double[] scores = {0.9, 0.8, 0.7, 0.1, 0.3};
    assertThat(new Detection(scores, marks, 0.5).averagePrecision())
        .isCloseTo((1 + 2.0 / 3 + 3.0 / 4) / 3, within(1e-12));
  }

  @Test
  void rowsOfEqualScoreAreTakenTogether() {
    BitSet marks = BitSet.valueOf(new long[] {0b01});
    assertThat(new Detection(new double[] {1, 1}, marks, 0.5).averagePrecision())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void precisionAndRecallAreThoseOfTheThreshold() {
    BitSet marks = BitSet.valueOf(new long[] {0b0111});
    Score score = new Detection(new double[] {3, 2, 1, 4}, marks, 1.5).score("model", new Errors());
    assertThat(score.get("precision")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(score.get("recall")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(score.get("f1")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(score.get("flaggedShare")).isEqualTo(0.75);
  }

  @Test
  void macroF1WeighsEveryClassTheSame() {
    ClassTally tally = new ClassTally(3);
    tally.add(new double[] {0.5, 0.25, 0.25}, 0);
    tally.add(new double[] {0.5, 0.25, 0.25}, 0);
    tally.add(new double[] {0.5, 0.25, 0.25}, 1);
    Score score = tally.score("model");
    assertThat(score.get("accuracy")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(score.get("macroF1")).isCloseTo((4.0 / 5 + 0) / 2, within(1e-12));
    assertThat(score.get("logLoss")).isCloseTo((4 * Math.log(2)) / 3, within(1e-12));
  }

  @Test
  void threeGramsAreWittenBellInterpolated() {
    ThreeGrams grams = new ThreeGrams(3);
    grams.learn(new int[] {0, 1, 0, 1, 2}, 0, 5);
    double single = (1 + 1.0) / (5 + 3);
    double pair = (1 + 2 * single) / (2 + 2);
    assertThat(grams.single(2)).isCloseTo(single, within(1e-12));
    assertThat(grams.triple(-1, 1, 2)).isCloseTo(pair, within(1e-12));
    assertThat(grams.triple(0, 1, 2)).isCloseTo((1 + 2 * pair) / (2 + 2), within(1e-12));
    double total = IntStream.range(0, 3).mapToDouble(symbol -> grams.triple(0, 1, symbol)).sum();
    assertThat(total).isCloseTo(1, within(1e-12));
    assertThat(grams.mostFrequent(1, 0)).isEqualTo(1);
  }

  @Test
  void theConformalQuantileCountsTheCaseToCome() {
    double[] errors = IntStream.rangeClosed(1, 9).mapToDouble(error -> error).toArray();
    assertThat(Conformal.quantile(errors, 0.8)).isEqualTo(8);
    assertThat(Conformal.quantile(errors, 0.9)).isEqualTo(9);
    assertThat(Conformal.quantile(errors, 0.95)).isInfinite();
  }

  @Test
  void leastSquaresFindsALine() {
    double[][] features =
        IntStream.range(0, 50).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    double[] truths = IntStream.range(0, 50).mapToDouble(x -> 3 * x + 2).toArray();
    // The ridge of a thousandth pulls the slope and the constant a little towards zero.
    assertThat(LeastSquares.fit(features, truths).value(new double[] {100}))
        .isCloseTo(302, within(0.1));
  }

  @Test
  void softmaxRegressionTellsWhatALineCanTell() {
    double[][] features =
        IntStream.range(0, 100)
            .mapToObj(at -> new double[] {(at - 50) / 25.0})
            .toArray(double[][]::new);
    int[] truths = IntStream.range(0, 100).map(at -> at < 50 ? 0 : 1).toArray();
    SoftmaxRegression regression = SoftmaxRegression.fit(features, truths, 2);
    assertThat(regression.probabilities(new double[] {-1})[0]).isGreaterThan(0.9);
    assertThat(regression.probabilities(new double[] {1})[1]).isGreaterThan(0.9);
  }
}
