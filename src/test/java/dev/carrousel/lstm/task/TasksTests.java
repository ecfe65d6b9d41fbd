package dev.carrousel.lstm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTests {

  static List<String> names() {
    return Tasks.all().stream().map(TaskFamily::name).toList();
  }

  @Test
  void namesDiffer() {
    assertThat(names()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("names")
  void sequencesFitTheSizesOfTheirTask(String name) {
    Task task = Tasks.of(name, Map.of());
    SeededRandom random = new SeededRandom(1);
    for (int number = 0; number < 20; number++) {
      Sequence sequence = number % 2 == 0 ? task.next(random) : task.test(random);
      assertThat(sequence.inputs().size()).isEqualTo(task.inputSize());
      double[] last = sequence.targets()[sequence.length() - 1];
      assertThat(last).isNotNull().hasSize(task.outputSize());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void equalSeedsDrawEqualSequences(String name) {
    Task task = Tasks.of(name, Map.of());
    Sequence one = task.next(new SeededRandom(5));
    Sequence other = task.next(new SeededRandom(5));

    assertThat(one.inputs()).usingRecursiveComparison().isEqualTo(other.inputs());
    assertThat(one.targets()).isDeepEqualTo(other.targets());
  }

  @ParameterizedTest
  @MethodSource("names")
  void perfectAnswersAreRight(String name) {
    Task task = Tasks.of(name, Map.of());
    Sequence sequence = task.test(new SeededRandom(5));
    double[] outputs = new double[sequence.length() * task.outputSize()];
    for (int step = 0; step < sequence.length(); step++) {
      double[] target = sequence.targets()[step];
      if (target != null && !name.endsWith("reber")) {
        System.arraycopy(target, 0, outputs, step * target.length, target.length);
      }
    }

    assertThat(task.grade(sequence, outputs).correct()).isEqualTo(!name.endsWith("reber"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyDefaultIsAllowed(String name) {
    for (Parameter parameter : Tasks.family(name).parameters()) {
      assertThat(parameter.read(parameter.defaultValue())).isEqualTo(parameter.defaultValue());
      assertThat(parameter.description()).endsWith(".");
    }
  }

  @Test
  void valuesAreCompleted() {
    Values values =
        Tasks.family("two-sequence").complete(Map.of("T", 200, "N", 1L, "variant", "3b"));

    assertThat(values.asMap())
        .containsEntry("T", 200)
        .containsEntry("N", 1)
        .containsEntry("variant", "3b")
        .containsEntry("stop", "ST2");
  }

  @Test
  void aRealParameterMayBeAWholeNumber() {
    assertThat(Tasks.family("latch").complete(Map.of("high", 1)).asMap())
        .containsEntry("high", 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", " 1e2f ", "0x64p0", "NaN", "many"})
  void textIsNoNumber(String text) {
    assertThat(Tasks.family("two-sequence").problems(Map.of("T", text)))
        .containsExactly("T must be a whole number from 1 to 1000000, was " + text);
    assertThat(Tasks.family("latch").problems(Map.of("variance", text)))
        .containsExactly("variance must be a number from 0.0 to 100.0, was " + text);
  }

  @Test
  void aFractionIsNoWholeNumberEvenIfItIsRound() {
    assertThat(Tasks.family("two-sequence").problems(Map.of("T", 100.0)))
        .containsExactly("T must be a whole number from 1 to 1000000, was 100.0");
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    assertThatThrownBy(() -> Tasks.of("adding", Map.of("T", 3.5, "firstPair", "no", "M", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("M is no parameter of adding")
        .hasMessageContaining("T must be a whole number from 22 to 1000000, was 3.5")
        .hasMessageContaining("firstPair must be one of shown, hidden, was no");
  }

  @Test
  void unknownTaskIsRefused() {
    assertThatThrownBy(() -> Tasks.of("chess", Map.of()))
        .hasMessageContaining("task must be one of");
  }
}
