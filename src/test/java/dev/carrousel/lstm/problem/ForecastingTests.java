package dev.carrousel.lstm.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.problem.Evaluation.Detail;
import dev.carrousel.lstm.sequence.CalendarCycle;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastingTests {

  private static final int ROWS = 100;
  private static final int WINDOW = 8;

  @ParameterizedTest
  @EnumSource(Centering.class)
  void nothingThatIsLearnedKnowsTheRowsAfterTheTrainingPart(Centering centering) {
    Forecasting original = problem(3, centering).prepare(noise(ROWS));
    double[] changed = noise(ROWS).data().values().clone();
    Arrays.fill(changed, original.split().trainingEnd(0), ROWS, 1e6);
    Forecasting other = problem(3, centering).prepare(Table.of(new Series(List.of("x"), changed)));
    assertThat(other.frame()).isEqualTo(original.frame());
    assertThat(other.training().size()).isEqualTo(original.training().size());
    for (int index = 0; index < original.training().size(); index++) {
      assertSame(other.training().get(index), original.training().get(index));
    }
  }

  @Test
  void windowsOfAPartForecastRowsOfThatPartOnly() {
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(noise(ROWS));
    assertThat(forecastRows(prepared, Part.TRAINING)).containsExactlyInAnyOrder(range(8, 80));
    assertThat(forecastRows(prepared, Part.VALIDATION)).containsExactlyInAnyOrder(range(80, 90));
    assertThat(forecastRows(prepared, Part.TEST)).containsExactlyInAnyOrder(range(90, 100));
  }

  @Test
  void windowsStayInsideTheirSeries() {
    Table two = new Table(noise(ROWS).data(), Map.of(), List.of("a", "b"), new int[] {0, 60, 100});
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(two);
    for (Part part : Part.values()) {
      for (int start : prepared.windows(part)) {
        assertThat(two.seriesOf(start)).isEqualTo(two.seriesOf(start + WINDOW + 2));
      }
    }
    assertThat(prepared.parts())
        .containsExactly(
            Map.entry("training", 80), Map.entry("validation", 10), Map.entry("test", 10));
  }

  @ParameterizedTest
  @EnumSource(Centering.class)
  void answersComeBackInTheUnitsOfTheSeries(Centering centering) {
    for (Table table : List.of(noise(ROWS), wave(ROWS))) {
      Forecasting prepared = problem(3, centering).prepare(table);
      Sequence example = prepared.frame().example(prepared.encoded(), table, 20);
      double[] perfect = Objects.requireNonNull(example.targets()[WINDOW - 1]);
      double[] answer = prepared.frame().answer(perfect, prepared.encoded(), 20);
      assertThat(answer)
          .containsExactly(Arrays.copyOfRange(table.data().values(), 28, 31), within(1e-9));
    }
  }

  @Test
  void whatIsKnownOfTheFutureIsReadWhereItIsAnswered() {
    double[] values = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[2 * row] = Math.sin(row * row);
      values[2 * row + 1] = row;
    }
    double[] times = IntStream.range(0, ROWS).mapToDouble(row -> row * 86_400.0).toArray();
    Table table = Table.of(new Series(List.of("x", "price"), values), times);
    Forecast problem =
        withoutIntervals(
            List.of("price"),
            new Reading(List.of("x", "price"), List.of(CalendarCycle.WEEKDAY), false),
            3,
            Centering.TRAINING_MEAN);
    Forecasting prepared = problem.prepare(table);
    Inputs question = prepared.frame().question(prepared.encoded(), 20);
    assertThat(question.length()).isEqualTo(WINDOW + 3);
    assertThat(question.size()).isEqualTo(2 + 6 + 1);
    assertThat(prepared.outputSize()).isEqualTo(1);
    assertThat(question.at(WINDOW + 1, 0)).isZero();
    assertThat(question.at(WINDOW + 1, 1)).isEqualTo(prepared.encoded()[29 * 8 + 1]);
    assertThat(question.at(WINDOW + 1, 2)).isEqualTo(prepared.encoded()[29 * 8 + 2]);
    assertThat(question.at(WINDOW - 1, 8)).isZero();
    assertThat(question.at(WINDOW, 8)).isEqualTo(1);
    Sequence example = prepared.training().get(20);
    assertThat(example.targets()[WINDOW - 1]).isNull();
    assertThat(example.targets()[WINDOW]).hasSize(1);
  }

  @Test
  void missingTargetsAreNotLearnedAndMissingInputsTakeTheValueBefore() {
    double[] values = noise(ROWS).data().values().clone();
    values[28] = Double.NaN;
    Table observed = Table.of(new Series(List.of("x"), values));
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(observed);
    double[] target = Objects.requireNonNull(prepared.training().get(20).targets()[WINDOW - 1]);
    assertThat(target[0]).isNaN();
    assertThat(target[1]).isNotNaN();
    assertThat(prepared.encoded()[28]).isEqualTo(prepared.encoded()[27]);
  }

  @ParameterizedTest
  @EnumSource(Centering.class)
  void aMissingTargetThatIsToldIsNoValueToStartFrom(Centering centering) {
    double[] values = IntStream.range(0, ROWS).mapToDouble(row -> 1000 + row).toArray();
    values[27] = Double.NaN;
    Forecast problem =
        withoutIntervals(List.of(), new Reading(List.of("x"), List.of(), true), 3, centering);
    Forecasting prepared = problem.prepare(Table.of(new Series(List.of("x"), values)));
    ForecastFrame frame = prepared.frame();
    assertThat(frame.seasons().getFirst().period()).isEqualTo(1);
    double[] unchanged = new double[frame.outputSize()];
    assertThat(frame.answer(unchanged, prepared.encoded(), 20)).containsOnly(1026);
    Inputs question = frame.question(prepared.encoded(), 20);
    assertThat(question.at(WINDOW - 1, 0)).isEqualTo(question.at(WINDOW - 2, 0));
    assertThat(question.at(WINDOW - 1, 1)).isEqualTo(1);
    assertThat(question.at(WINDOW - 1, 2)).isZero();
  }

  @Test
  void aPartTooShortForOneWindowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problem(80, 3, Centering.TRAINING_MEAN).prepare(noise(ROWS)))
        .withMessage("the training part must have at least 83 rows for one window, has 80");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problem(11, Centering.TRAINING_MEAN).prepare(noise(ROWS)))
        .withMessage("the validation part must have at least 11 rows for one window, has 10");
  }

  @Test
  void aSeriesThatWandersOffIsCentredOnItsWindows() {
    Table rising = table(row -> row + Math.sin(row * row));
    Table swinging = table(row -> row * (1 + Math.sin(row * row)));
    assertThat(centering(rising)).isEqualTo(Centering.WINDOW_MEAN);
    assertThat(centering(swinging)).isEqualTo(Centering.WINDOW_MEAN_AND_DEVIATION);
    assertThat(centering(noise(ROWS))).isEqualTo(Centering.TRAINING_MEAN);
  }

  @Test
  void whereASeasonLeavesLittleTheForecastStartsFromIt() {
    Table hourly = table(row -> 100 * Math.sin(row % 4 * Math.PI / 2) + Math.sin(row * row));
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(hourly);
    assertThat(prepared.frame().seasons().getFirst().period()).isEqualTo(4);
    assertThat(prepared.inputSize()).isEqualTo(2);
    double[] answer = prepared.frame().answer(new double[3], prepared.encoded(), 20);
    assertThat(answer)
        .containsExactly(Arrays.copyOfRange(hourly.data().values(), 24, 27), within(1e-9));
  }

  @Test
  void naiveForecastsAreScoredOnTheSameRowsAsTheModel() {
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(wave(ROWS));
    Evaluation evaluation = prepared.judge(FixedAnswers.of(prepared, 0)).test().getFirst();
    assertThat(evaluation.count()).isEqualTo(8);
    assertThat(((Detail.OfForecast) evaluation.detail()).seasonalPeriod() % 10).isZero();
    assertThat(evaluation.scores().stream().map(Score::name))
        .containsExactly("model", "last value", "seasonal naive", "mean");
    assertThat(evaluation.scores().get(2).get("meanAbsoluteError")).isCloseTo(0, within(1e-12));
    assertThat(evaluation.scores().get(1).get("meanAbsoluteError")).isGreaterThan(0.1);
    assertThat(evaluation.model().get("meanAbsoluteError")).isGreaterThan(0.1);
    assertThat(evaluation.beatsBaselines()).isFalse();
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    Forecasting prepared = problem(1, Centering.TRAINING_MEAN).prepare(noise(20_000));
    Judged judged = prepared.judge(FixedAnswers.of(prepared, 0));
    assertCovered(judged);
    assertThat(((ForecastFrame) judged.frame()).intervals()).hasSize(2);
  }

  @Test
  void intervalsOfSeveralSeriesAreThoseOfAllOfThemTogether() {
    double[] values = noise(20_000).data().values().clone();
    for (int row = 10_000; row < values.length; row++) {
      values[row] = 0.45 + values[row] / 10;
    }
    Table two =
        new Table(
            new Series(List.of("x"), values),
            Map.of(),
            List.of("loud", "quiet"),
            new int[] {0, 10_000, 20_000});
    Forecasting prepared = problem(1, Centering.TRAINING_MEAN).prepare(two);
    Judged judged = prepared.judge(FixedAnswers.of(prepared, 0));
    assertCovered(judged);
  }

  private static void assertCovered(Judged judged) {
    Detail.OfForecast detail = (Detail.OfForecast) judged.test().getFirst().detail();
    assertThat(detail.intervals())
        .hasSize(2)
        .allSatisfy(
            coverage -> assertThat(coverage.coverage()).isCloseTo(coverage.level(), within(0.03)));
  }

  @Test
  void aLevelThatTheValidationPartIsTooSmallForIsWarnedOf() {
    Forecasting prepared = problem(3, Centering.TRAINING_MEAN).prepare(noise(ROWS));
    Judged judged = prepared.judge(FixedAnswers.of(prepared, 0));
    assertThat(((ForecastFrame) judged.frame()).intervals())
        .extracting(ForecastFrame.Interval::level)
        .containsExactly(0.8);
    assertThat(prepared.warnings()).singleElement().asString().contains("level 0.95");
    assertThat(problem(3, Centering.TRAINING_MEAN).prepare(noise(1000)).warnings()).isEmpty();
  }

  @Test
  void aCategoryThatNoTrainingRowHoldsIsWarnedOf() {
    double[] values = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[2 * row] = Math.sin(row * row);
      values[2 * row + 1] = row < 95 ? row % 2 : 2;
    }
    Table table =
        new Table(
            new Series(List.of("x", "kind"), values),
            Map.of("kind", List.of("a", "b", "new")),
            List.of(""),
            new int[] {0, ROWS});
    Forecast problem =
        withoutIntervals(List.of(), Reading.of("x", "kind"), 1, Centering.TRAINING_MEAN);
    Forecasting prepared = problem.prepare(table);
    assertThat(prepared.inputSize()).isEqualTo(3);
    assertThat(prepared.warnings()).singleElement().asString().contains("kind", "new");
  }

  private static Forecast withoutIntervals(
      List<String> known, Reading reading, int horizon, Centering centering) {
    return new Forecast(
        List.of("x"),
        known,
        reading,
        WINDOW,
        horizon,
        new Shares(0.1, 0.1),
        centering,
        List.of(),
        1000);
  }

  private static Centering centering(Table table) {
    return SuitableCentering.of(table, List.of("x"), new Shares(0.1, 0.1), WINDOW);
  }

  private static Table table(java.util.function.IntToDoubleFunction value) {
    return Table.of(
        new Series(List.of("x"), IntStream.range(0, ROWS).mapToDouble(value).toArray()));
  }

  private static Table wave(int rows) {
    return Table.of(
        new Series(
            List.of("x"),
            IntStream.range(0, rows)
                .mapToDouble(row -> 50 + Math.sin(row % 10 * Math.PI / 5))
                .toArray()));
  }

  private static Table noise(int rows) {
    SeededRandom random = new SeededRandom(7);
    return Table.of(
        new Series(
            List.of("x"),
            IntStream.range(0, rows).mapToDouble(_ -> random.nextDouble()).toArray()));
  }

  private static Forecast problem(int horizon, Centering centering) {
    return problem(WINDOW, horizon, centering);
  }

  private static Forecast problem(int window, int horizon, Centering centering) {
    return new Forecast(
        List.of("x"),
        List.of(),
        Reading.of("x"),
        window,
        horizon,
        new Shares(0.1, 0.1),
        centering,
        List.of(0.8, 0.95),
        1000);
  }

  private static Integer[] range(int from, int to) {
    return IntStream.range(from, to).boxed().toArray(Integer[]::new);
  }

  private static List<Integer> forecastRows(Forecasting prepared, Part part) {
    return Arrays.stream(prepared.windows(part))
        .flatMap(start -> IntStream.range(start + WINDOW, start + WINDOW + 3))
        .distinct()
        .boxed()
        .toList();
  }

  private static void assertSame(Sequence actual, Sequence expected) {
    assertThat(values(actual)).containsExactly(values(expected));
    assertThat(actual.targets()[WINDOW - 1])
        .containsExactly(Objects.requireNonNull(expected.targets()[WINDOW - 1]));
  }

  private static double[] values(Sequence sequence) {
    Inputs inputs = sequence.inputs();
    return IntStream.range(0, inputs.length() * inputs.size())
        .mapToDouble(at -> inputs.at(at / inputs.size(), at % inputs.size()))
        .toArray();
  }
}
