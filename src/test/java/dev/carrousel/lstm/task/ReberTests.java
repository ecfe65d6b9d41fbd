package dev.carrousel.lstm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReberTests {

  private final ReberGrammar plain = new ReberGrammar(false);
  private final ReberGrammar embedded = new ReberGrammar(true);

  @ParameterizedTest
  @ValueSource(
      strings = {"BTSSXXTVVE", "BPVVE", "BTXXVPSE", "BPVPXVPXVPXVVE", "BTSXXVPSE", "BPTVVE"})
  void grammarWrites(String text) {
    assertThat(plain.writes(text)).isTrue();
  }

  /** The last shows the trap of some generators, which loop at node 3 by P. */
  @ParameterizedTest
  @ValueSource(
      strings = {"BTSSPXSE", "BPTVVB", "BTXXVVSE", "BPVSPSE", "BTSSSE", "BPPVVE", "BPVV", "BPVVEE"})
  void grammarDoesNotWrite(String text) {
    assertThat(plain.writes(text)).isFalse();
  }

  @Test
  void outerLettersOfAnEmbeddedStringAreEqual() {
    assertThat(embedded.writes("BTBPVVETE")).isTrue();
    assertThat(embedded.writes("BTBPVVEPE")).isFalse();
    assertThat(embedded.writes("BTBPVVET")).isFalse();
    assertThat(embedded.writes("BPBTXSEPE")).isTrue();
  }

  @Test
  void embeddedStringsHaveThePublishedLengths() {
    SeededRandom random = new SeededRandom(1);
    int[] lengths = new int[100_000];
    for (int number = 0; number < lengths.length; number++) {
      String text = embedded.draw(random);
      lengths[number] = text.length();
      assertThat(embedded.writes(text)).isTrue();
    }
    Arrays.sort(lengths);

    assertThat(lengths[0]).isEqualTo(9);
    assertThat(lengths[99_000]).isEqualTo(24);
    assertThat(Arrays.stream(lengths).average().orElse(0)).isCloseTo(12.0, within(0.05));
  }

  @Test
  void testStringsAreNotInTheTrainingSet() {
    Task task = Tasks.of("embedded-reber", Map.of());
    SeededRandom random = new SeededRandom(1);
    Set<String> training = new HashSet<>();
    Set<String> tests = new HashSet<>();
    for (int number = 0; number < 10_000; number++) {
      training.add(text(task.next(random)));
      tests.add(text(task.test(random)));
    }

    assertThat(tests).hasSizeGreaterThan(20).doesNotContainAnyElementsOf(training);
  }

  @Test
  void onlyTheLegalLettersMustBeMostActive() {
    Task task = Tasks.of("embedded-reber", Map.of());
    Oracle knowing = new Oracle(7, 7, inputs -> legal(inputs, 0));
    Oracle forgetful = new Oracle(7, 7, inputs -> legal(inputs, inputs.length() - 2));
    SuccessCriterion criterion = task.criterion(new SeededRandom(2));

    assertThat(task.examine(knowing, new SeededRandom(3)).wrong()).isZero();
    assertThat(task.examine(forgetful, new SeededRandom(3)).wrong()).isEqualTo(256);
    assertThat(Lessons.untilTest(criterion, forgetful).reached()).isFalse();
    assertThat(Lessons.untilTest(criterion, knowing).reached()).isTrue();
  }

  /** Legal successors 0.5, others 0; at one step, if not 0, all alike. */
  private double[] legal(Inputs inputs, int blank) {
    double[] outputs = new double[inputs.length() * 7];
    if (inputs instanceof Inputs.Symbols symbols) {
      int[] legal = embedded.successors(symbols.symbols());
      for (int at = 0; at < outputs.length; at++) {
        boolean known = at / 7 != blank || blank == 0;
        outputs[at] = known && (legal[at / 7] & 1 << at % 7) != 0 ? 0.5 : 0;
      }
    }
    return outputs;
  }

  private static String text(Sequence sequence) {
    StringBuilder text = new StringBuilder();
    for (int step = 0; step < sequence.length(); step++) {
      for (int letter = 0; letter < 7; letter++) {
        if (sequence.inputs().at(step, letter) > 0) {
          text.append(ReberGrammar.LETTERS.charAt(letter));
        }
      }
    }
    return text.toString();
  }
}
