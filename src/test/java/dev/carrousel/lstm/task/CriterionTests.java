package dev.carrousel.lstm.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriterionTests {

  private static final Learner MUTE = new Oracle(2, 1, inputs -> new double[inputs.length()]);

  @Test
  void addingNeedsTwoThousandRightInARow() {
    SuccessCriterion criterion = criterion("adding", Map.of());
    for (int number = 0; number < 1999; number++) {
      assertThat(criterion.observe(Lessons.of(0.005), 1, MUTE).reached()).isFalse();
    }

    assertThat(criterion.observe(Lessons.of(0.005), 1, MUTE).reached()).isTrue();
  }

  @Test
  void oneWrongSequenceDelaysSuccessByAWindow() {
    SuccessCriterion criterion = criterion("adding", Map.of());
    criterion.observe(Lessons.of(0.005), 500, MUTE);
    criterion.observe(Lessons.of(0.04), 1, MUTE);

    assertThat(criterion.observe(Lessons.of(0.005), 1999, MUTE).reached()).isFalse();
    assertThat(criterion.observe(Lessons.of(0.005), 1, MUTE).reached()).isTrue();
  }

  @Test
  void allRightIsNotEnoughIfTheAverageErrorIsHigh() {
    SuccessCriterion criterion = criterion("adding", Map.of());

    assertThat(criterion.observe(Lessons.of(0.03), 5000, MUTE).reached()).isFalse();
  }

  @Test
  void multiplicationAllowsFewerThanItsNumberOfWrongOnes() {
    SuccessCriterion criterion = criterion("multiplication", Map.of("nSeq", 13));
    criterion.observe(Lessons.of(0.5), 13, MUTE);

    assertThat(criterion.observe(Lessons.of(0), 1987, MUTE).reached()).isFalse();
    assertThat(criterion.observe(Lessons.of(0), 1, MUTE).reached()).isTrue();
  }

  @Test
  void networkThatIsNotANumberNeverSucceeds() {
    SuccessCriterion criterion = criterion("adding", Map.of());

    assertThat(criterion.observe(Lessons.of(Double.NaN), 5000, MUTE).reached()).isFalse();
  }

  @Test
  void nothingIsReachedBeforeItCanBe() {
    assertThat(criterion("adding", Map.of()).earliest()).isEqualTo(2000);
    assertThat(criterion("latch", Map.of("checkEvery", 300)).earliest()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,0.2,",
    "1,0,0,is never reached",
    "1,0,1,halfway",
    "1,-1,1,",
    "0.8,-0.8,1,halfway"
  })
  void aLatchWithABoundThatTellsNothingSaysSo(
      double high, double low, double bound, @Nullable String warning) {
    Map<String, Double> values = Map.of("high", high, "low", low, "bound", bound);
    assertThat(Tasks.of("latch", values).warnings())
        .hasSize(warning == null ? 0 : 1)
        .allMatch(text -> text.contains(String.valueOf(warning)));
  }

  /** ST1 of 3a allows none of 256 to be wrong; ST2 also bounds the mean error. */
  @ParameterizedTest
  @CsvSource({"0.0,ST1,true", "0.0,ST2,true", "0.1,ST1,true", "0.1,ST2,false", "0.3,ST1,false"})
  void twoSequenceRulesDifferInTheMeanError(double error, String stop, boolean reached) {
    SuccessCriterion criterion = criterion("two-sequence", Map.of("stop", stop));
    Oracle oracle = new Oracle(1, 1, inputs -> answer(inputs, error));

    assertThat(Lessons.untilTest(criterion, oracle).reached()).isEqualTo(reached);
  }

  @Test
  void testIsMadeWhenItIsDueAndEndsOnceItIsLost() {
    SuccessCriterion criterion = criterion("two-sequence", Map.of("checkEvery", 50));
    Oracle wrong = new Oracle(1, 1, inputs -> answer(inputs, 0.5));

    assertThat(criterion.observe(Lessons.of(0), 49, wrong).test()).isNull();
    assertThat(criterion.observe(Lessons.of(0), 1, wrong).test())
        .isEqualTo(new Examination(1, 1, 0.5));
  }

  @Test
  void restoredCriterionGoesOn() {
    SuccessCriterion window = criterion("adding", Map.of());
    window.observe(Lessons.of(0.005), 1500, MUTE);
    SuccessCriterion other = criterion("adding", Map.of());
    other.restore(window.snapshot());

    assertThat(other.observe(Lessons.of(0.005), 499, MUTE).reached()).isFalse();
    assertThat(other.observe(Lessons.of(0.005), 1, MUTE).reached()).isTrue();
  }

  @Test
  void restoredCriterionTestsWithTheSequencesThatComeNext() {
    SuccessCriterion criterion = criterion("two-sequence", Map.of());
    Oracle oracle = new Oracle(1, 1, inputs -> answer(inputs, inputs.at(50, 0) > 0 ? 0.3 : 0));
    criterion.observe(Lessons.of(0), 150, oracle);
    SuccessCriterion other = criterion("two-sequence", Map.of());
    other.restore(criterion.snapshot());

    assertThat(other.observe(Lessons.of(0), 50, oracle))
        .isEqualTo(criterion.observe(Lessons.of(0), 50, oracle));
  }

  private static SuccessCriterion criterion(String task, Map<String, ?> values) {
    return Tasks.of(task, values).criterion(new SeededRandom(9));
  }

  /** The class of a sequence of 3a, missed by an error. */
  private static double[] answer(Inputs inputs, double error) {
    double[] outputs = new double[inputs.length()];
    outputs[outputs.length - 1] = inputs.at(0, 0) > 0 ? 1 - error : error;
    return outputs;
  }
}
