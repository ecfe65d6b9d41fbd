package dev.carrousel.lstm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tolerances are four standard errors or more. */
class GeneratorTests {

  private final SeededRandom random = new SeededRandom(1);

  @Test
  void noiseFreeSequencesAreTwo() {
    Task task = Tasks.of("noise-free", Map.of("p", 4));
    int y = 0;
    for (int number = 0; number < 1000; number++) {
      Sequence sequence = task.next(random);
      int[] symbols = symbols(sequence);
      assertThat(symbols).containsExactly(symbols[0], 0, 1, 2);
      assertThat(sequence.targets()[1]).containsExactly(0, 1, 0, 0, 0);
      assertThat(target(sequence)[symbols[0]]).isEqualTo(1);
      y += symbols[0] - 3;
    }

    assertThat(y).isBetween(430, 570);
  }

  @Test
  void randomMiddleHasTargetsWhereAskedFor() {
    Sequence atEnd = Tasks.of("no-regularities", Map.of()).next(random);
    Sequence all = Tasks.of("no-regularities", Map.of("error", "everywhere")).next(random);

    assertThat(atEnd.targets()[50]).isNull();
    assertThat(Arrays.asList(all.targets())).hasSize(100).doesNotContainNull();
    assertThat(target(atEnd)[symbols(atEnd)[0]]).isEqualTo(1);
    assertThat(target(all)[symbols(all)[0]]).isEqualTo(1);
  }

  @Test
  void longLagHasNineFurtherDistractorsOnAverage() {
    Task task = Tasks.of("long-lag", Map.of("q", 20, "p", 5));
    double sum = 0;
    for (int number = 0; number < 20_000; number++) {
      Sequence sequence = task.next(random);
      int[] symbols = symbols(sequence);
      assertThat(symbols[0]).isEqualTo(6);
      assertThat(symbols[symbols.length - 1]).isEqualTo(5);
      assertThat(target(sequence)[symbols[1] - 7]).isEqualTo(1);
      sum += symbols.length - 3 - 20;
    }

    assertThat(sum / 20_000).isCloseTo(9, within(0.3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3a", "3b", "3c"})
  void noiseHasItsVariance(String variant) {
    Task task = Tasks.of("two-sequence", Map.of("variant", variant, "N", 2));
    Moments tail = new Moments();
    Moments signal = new Moments();
    Moments shift = new Moments();
    for (int number = 0; number < 2000; number++) {
      Sequence sequence = task.next(random);
      assertThat(sequence.length()).isBetween(100, 110);
      double label = Math.signum(sequence.inputs().at(0, 0) + sequence.inputs().at(1, 0));
      for (int step = 2; step < sequence.length(); step++) {
        tail.add(sequence.inputs().at(step, 0));
      }
      signal.add(sequence.inputs().at(0, 0) * label - 1);
      shift.add(target(sequence)[0] - (variant.equals("3c") ? 0.5 - 0.3 * label : label));
    }

    assertThat(tail.mean()).isCloseTo(0, within(0.005));
    assertThat(tail.variance()).isCloseTo(0.2, within(0.003));
    assertThat(signal.variance()).isCloseTo(variant.equals("3b") ? 0.2 : 0, within(0.03));
    if (variant.equals("3c")) {
      assertThat(shift.variance()).isCloseTo(0.1, within(0.015));
      assertThat(target(task.test(random))[0]).isIn(0.2, 0.8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shown", "hidden"})
  void addingMarksTwoPairs(String firstPair) {
    Task task = Tasks.of("adding", Map.of("firstPair", firstPair));
    int firstDrawn = 0;
    for (int number = 0; number < 5000; number++) {
      Sequence sequence = task.next(random);
      double sum = 0;
      int marked = 0;
      for (int step = 0; step < sequence.length(); step++) {
        if (sequence.inputs().at(step, 1) == 1) {
          assertThat(step).isLessThan(50);
          sum += sequence.inputs().at(step, 0);
          marked++;
        }
      }
      boolean drawn = sequence.inputs().at(0, 1) == 1 || marked == 1;
      firstDrawn += drawn ? 1 : 0;
      assertThat(marked).isEqualTo(drawn && firstPair.equals("hidden") ? 1 : 2);
      assertThat(target(sequence)[0]).isCloseTo(0.5 + sum / 4, within(1e-15));
      assertThat(sequence.inputs().at(sequence.length() - 1, 1)).isEqualTo(-1);
    }

    assertThat(firstDrawn / 5000.0).isCloseTo(1 / 10.0 + 9 / 10.0 / 49, within(0.02));
  }

  @Test
  void multiplicationTakesADrawnFirstPairForOne() {
    Task task = Tasks.of("multiplication", Map.of());
    for (int number = 0; number < 1000; number++) {
      Sequence sequence = task.next(random);
      double product = 1;
      for (int step = 0; step < sequence.length(); step++) {
        assertThat(sequence.inputs().at(step, 0)).isBetween(0.0, 1.0);
        product *= sequence.inputs().at(step, 1) == 1 ? sequence.inputs().at(step, 0) : 1;
      }
      assertThat(target(sequence)[0]).isCloseTo(product, within(1e-15));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void temporalOrderIsThatOfItsSymbols(int count) {
    Task task = Tasks.of("temporal-order", Map.of("symbols", count));
    int[] classes = new int[1 << count];
    for (int number = 0; number < 8000; number++) {
      Sequence sequence = task.next(random);
      int[] symbols = symbols(sequence);
      assertThat(symbols.length).isBetween(100, 110);
      int order = 0;
      int relevant = 0;
      for (int symbol : symbols) {
        if (symbol >= 6) {
          order = 2 * order + symbol - 6;
          relevant++;
        }
      }
      assertThat(relevant).isEqualTo(count);
      assertThat(target(sequence)[order]).isEqualTo(1);
      classes[order]++;
    }
    for (int times : classes) {
      assertThat(times / 8000.0).isCloseTo(1.0 / classes.length, within(0.025));
    }
  }

  @Test
  void parityIsThatOfTheOnes() {
    Task task = Tasks.of("parity", Map.of("minimumLength", 5, "maximumLength", 9));
    for (int number = 0; number < 200; number++) {
      Sequence sequence = task.next(random);
      int ones = 0;
      for (int step = 0; step < sequence.length(); step++) {
        ones += sequence.inputs().at(step, 0) > 0 ? 1 : 0;
      }
      assertThat(target(sequence)[0]).isEqualTo(ones % 2);
    }
  }

  @Test
  void latchTellsTheFirstNumber() {
    Sequence sequence = Tasks.of("latch", Map.of("low", -0.8, "high", 0.8)).next(random);

    assertThat(target(sequence)[0]).isEqualTo(0.8 * sequence.inputs().at(0, 0));
  }

  private static int[] symbols(Sequence sequence) {
    return ((Inputs.Symbols) sequence.inputs()).symbols();
  }

  private static double[] target(Sequence sequence) {
    return Objects.requireNonNull(sequence.targets()[sequence.length() - 1]);
  }

  private static final class Moments {
    private int count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    double mean() {
      return sum / count;
    }

    double variance() {
      return squares / count - mean() * mean();
    }
  }
}
