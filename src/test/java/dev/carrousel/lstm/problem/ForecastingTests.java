package dev.carrousel.lstm.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastingTests {

  private static final int ROWS = 100;

  @ParameterizedTest
  @EnumSource(Centering.class)
  void nothingThatIsLearnedKnowsTheRowsAfterTheTrainingPart(Centering centering) {
    Forecasting original = Forecasting.prepare(wave(ROWS), settings(8, 3, centering));
    double[] changed = wave(ROWS).values().clone();
    for (int row = original.split().trainingEnd(); row < ROWS; row++) {
      changed[row] = 1e6 + row;
    }
    Forecasting other =
        Forecasting.prepare(new Series(List.of("x"), changed), settings(8, 3, centering));
    assertThat(other.frame()).isEqualTo(original.frame());
    assertThat(other.training().size()).isEqualTo(original.training().size());
    for (int index = 0; index < original.training().size(); index++) {
      assertSame(other.training().get(index), original.training().get(index));
    }
  }

  @Test
  void windowsOfAPartForecastRowsOfThatPartOnly() {
    Forecasting problem =
        Forecasting.prepare(counting(ROWS), settings(8, 3, Centering.TRAINING_MEAN));
    assertThat(targetRows(problem, problem.training())).containsExactlyInAnyOrder(range(8, 80));
    assertThat(targetRows(problem, problem.validation())).containsExactlyInAnyOrder(range(80, 90));
    assertThat(problem.testFrom() + 8).isEqualTo(90);
    assertThat(problem.testTo() - 1 + 8 + 3).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @EnumSource(Centering.class)
  void answersComeBackInTheUnitsOfTheSeries(Centering centering) {
    Series series = wave(ROWS);
    Forecasting problem = Forecasting.prepare(series, settings(8, 3, centering));
    Sequence example = problem.frame().example(series, series, 20);
    double[] perfect = example.targets()[7];
    double[] answer = problem.frame().answer(perfect, series, 20);
    assertThat(answer)
        .containsExactly(
            new double[] {series.at(28, 0), series.at(29, 0), series.at(30, 0)}, within(1e-12));
  }

  @Test
  void missingTargetsAreNotLearnedAndMissingInputsTakeTheValueBefore() {
    double[] values = wave(ROWS).values().clone();
    values[28] = Double.NaN;
    Series observed = new Series(List.of("x"), values);
    Forecasting problem = Forecasting.prepare(observed, settings(8, 3, Centering.TRAINING_MEAN));
    assertThat(problem.training().get(20).targets()[7][0]).isNaN();
    assertThat(problem.series().at(28, 0)).isEqualTo(values[27]);
  }

  @Test
  void aPartTooShortForOneWindowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Forecasting.prepare(wave(ROWS), settings(80, 3, Centering.TRAINING_MEAN)))
        .withMessage("the training part must have at least 83 rows for one window, has 80");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Forecasting.prepare(wave(ROWS), settings(8, 11, Centering.TRAINING_MEAN)))
        .withMessage("the validation part must have at least 11 rows for one window, has 10");
  }

  @Test
  void aSeriesThatWandersOffIsCentredOnItsWindows() {
    Series rising =
        new Series(List.of("x"), IntStream.range(0, ROWS).mapToDouble(row -> row).toArray());
    assertThat(Forecasting.suitableCentering(rising, List.of("x"), 80))
        .isEqualTo(Centering.WINDOW_MEAN);
    assertThat(Forecasting.suitableCentering(wave(ROWS), List.of("x"), 80))
        .isEqualTo(Centering.TRAINING_MEAN);
  }

  @Test
  void naiveForecastsAreScoredOnTheSameRowsAsTheModel() {
    Forecasting problem = Forecasting.prepare(wave(ROWS), settings(8, 3, Centering.TRAINING_MEAN));
    ForecastEvaluation evaluation = ForecastEvaluation.of(problem, new Silent()).getFirst();
    assertThat(evaluation.windows()).isEqualTo(8);
    assertThat(evaluation.seasonalPeriod() % 10).isZero();
    assertThat(evaluation.seasonalNaive().meanAbsoluteError()).isCloseTo(0, within(1e-12));
    assertThat(evaluation.lastValue().meanAbsoluteError()).isGreaterThan(0.1);
    assertThat(evaluation.model().meanAbsoluteError()).isGreaterThan(0.1);
    assertThat(evaluation.beatsBaselines()).isFalse();
  }

  private static Series wave(int rows) {
    return new Series(
        List.of("x"),
        IntStream.range(0, rows)
            .mapToDouble(row -> 50 + Math.sin(row % 10 * Math.PI / 5))
            .toArray());
  }

  private static Series counting(int rows) {
    return new Series(List.of("x"), IntStream.range(0, rows).mapToDouble(row -> row).toArray());
  }

  private static ForecastSettings settings(int window, int horizon, Centering centering) {
    return new ForecastSettings(List.of("x"), List.of("x"), window, horizon, 0.1, 0.1, centering);
  }

  private static Integer[] range(int from, int to) {
    return IntStream.range(from, to).boxed().toArray(Integer[]::new);
  }

  /** The rows that the windows of a part forecast, of a series that counts its rows. */
  private static List<Integer> targetRows(Forecasting problem, Examples examples) {
    return examples.asList().stream()
        .flatMapToInt(example ->
            Arrays.stream(example.targets()[7])
                .mapToInt(scaled -> (int) Math.round(problem.frame().scaling().unscale(0, scaled))))
        .distinct()
        .boxed()
        .toList();
  }

  private static void assertSame(Sequence actual, Sequence expected) {
    assertThat(((Inputs.Vectors) actual.inputs()).values())
        .containsExactly(((Inputs.Vectors) expected.inputs()).values());
    assertThat(actual.targets()[7]).containsExactly(expected.targets()[7]);
  }

  /** Answers zero to everything. */
  private static final class Silent implements Learner {
    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public int outputSize() {
      return 3;
    }

    @Override
    public int parameterCount() {
      return 0;
    }

    @Override
    public Lesson learn(List<Sequence> batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] respond(Inputs inputs) {
      return new double[inputs.length() * 3];
    }

    @Override
    public double loss(List<Sequence> sequences) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensors weights() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void load(Tensors weights) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensors snapshot() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restore(Tensors snapshot) {
      throw new UnsupportedOperationException();
    }
  }
}
