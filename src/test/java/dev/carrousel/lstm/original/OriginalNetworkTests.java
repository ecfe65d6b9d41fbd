package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OriginalNetworkTests {

  @ParameterizedTest
  @EnumSource(UpdateMoment.class)
  void symbolsAndTheSameVectorsGiveTheSameBits(UpdateMoment moment) {
    OriginalSettings settings =
        OriginalPresets.embeddedReberWithShortcuts(3, 2, 0.5)
            .withGradient(ErrorFlow.TRUNCATED, moment);
    OriginalNetwork bySymbols = new OriginalNetwork(settings, new SeededRandom(1));
    OriginalNetwork byVectors = new OriginalNetwork(settings, new SeededRandom(1));
    RandomGenerator random = new SeededRandom(2);
    for (int round = 0; round < 50; round++) {
      Sequence sequence = symbols(random, 7, 12);
      bySymbols.learn(List.of(sequence));
      byVectors.learn(List.of(asVectors(sequence)));
    }

    assertThat(bits(byVectors.weights())).isEqualTo(bits(bySymbols.weights()));
  }

  @ParameterizedTest
  @EnumSource(Construction.Reference.class)
  void restoredNetworkGoesOnToTheBitThroughConstruction(Construction.Reference reference) {
    OriginalSettings settings =
        OriginalPresets.noiseFreeRecurrent(7)
            .withConstruction(new Construction(10, 0.05, 1, 3, reference));
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(1));
    RandomGenerator random = new SeededRandom(2);
    learn(network, random, 35);
    Tensors snapshot = network.snapshot();
    int blocks = network.topology().blocks().size();
    OriginalNetwork other = new OriginalNetwork(settings, new SeededRandom(99));
    other.restore(snapshot);
    learn(network, new SeededRandom(3), 200);
    learn(other, new SeededRandom(3), 200);

    assertThat(network.topology().blocks()).hasSizeGreaterThan(blocks);
    assertThat(bits(other.snapshot())).isEqualTo(bits(network.snapshot()));
  }

  @Test
  void joiningBlockLeavesTheOldWeightsAlone() {
    OriginalSettings settings =
        OriginalPresets.noiseFreeRecurrent(7)
            .withLearningRate(1e-12)
            .withConstruction(new Construction(5, 0.01, 2, 2, Construction.Reference.BEST));
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(1));
    double before = NamedWeights.of(network).getOrDefault("o3 i4", 0.0);
    learn(network, new SeededRandom(2), 30);

    assertThat(network.topology().blocks()).containsExactly(2, 2);
    assertThat(network.parameterCount()).isEqualTo(network.topology().weightCount());
    assertThat(NamedWeights.of(network).getOrDefault("o3 i4", 0.0)).isCloseTo(before, within(1e-9));
  }

  @Test
  void atMostOneOutputGateIsOpenUnderCompetition() {
    OriginalSettings settings =
        OriginalPresets.embeddedReber(4, 1, 0.5).withOutputGateCompetition(true);
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(1));
    RandomGenerator random = new SeededRandom(2);
    learn(network, random, 100);
    Trace trace = network.trace(symbols(random, 7, 200).inputs());
    for (int step = 0; step < trace.steps(); step++) {
      int open = 0;
      for (int block = 0; block < 4; block++) {
        open += trace.activation(step, "out" + block) > 0 ? 1 : 0;
      }
      assertThat(open).isEqualTo(1);
    }
  }

  @Test
  void divergenceIsALossThatIsNotFinite() {
    OriginalSettings settings =
        OriginalPresets.adding()
            .withOutputDelta(new OutputDelta.CrossEntropy())
            .withLearningRate(1e308);
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(1));
    Inputs inputs = Inputs.Vectors.of(new double[] {1, 1, -1, 1, 1, -1}, 2);
    Sequence one = Sequence.endingIn(inputs, new double[] {1});
    Sequence none = Sequence.endingIn(inputs, new double[] {0});
    Lesson lesson = network.learn(List.of(one, none));
    for (int round = 0; round < 100 && Double.isFinite(lesson.loss()); round++) {
      lesson = network.learn(List.of(one, none));
    }

    assertThat(lesson.loss()).isNotFinite();
  }

  @Test
  void lessonMeasuresTheOutputsBeforeTheChange() {
    OriginalNetwork network = new OriginalNetwork(OriginalPresets.adding(), new SeededRandom(1));
    Sequence sequence =
        Sequence.endingIn(Inputs.Vectors.of(new double[] {1, 1, -1, 1}, 2), new double[] {1});
    double error = 1 - network.respond(sequence.inputs())[1];
    double loss = network.loss(List.of(sequence, sequence));
    Lesson lesson = network.learn(List.of(sequence));

    assertThat(lesson.meanAbsoluteError()).isEqualTo(error);
    assertThat(lesson.finalMaximumError()).isEqualTo(error);
    assertThat(lesson.loss()).isEqualTo(error * error / 2).isEqualTo(loss);
  }

  @Test
  void answeringDoesNotChangeLearning() {
    OriginalNetwork asked = new OriginalNetwork(OriginalPresets.noise(1), new SeededRandom(1));
    OriginalNetwork left = new OriginalNetwork(OriginalPresets.noise(1), new SeededRandom(1));
    Inputs inputs = Inputs.Vectors.of(new double[] {1, 2, 3}, 1);
    for (int round = 0; round < 5; round++) {
      asked.respond(inputs);
      asked.learn(List.of(Sequence.endingIn(inputs, new double[] {1})));
      left.learn(List.of(Sequence.endingIn(inputs, new double[] {1})));
    }

    assertThat(bits(asked.weights())).isEqualTo(bits(left.weights()));
  }

  static Stream<OriginalSettings> settingsOfEachKernel() {
    return Stream.of(
        OriginalPresets.noise(1),
        OriginalPresets.adding(),
        OriginalPresets.embeddedReber(3, 2, 0.5),
        OriginalPresets.temporalOrderOfThree());
  }

  /** Vectors live on the heap until the compiler has seen to them, so the least of many counts. */
  @ParameterizedTest
  @MethodSource("settingsOfEachKernel")
  void learningAllocatesNothingPerStep(OriginalSettings settings) {
    OriginalNetwork network =
        new OriginalNetwork(
            settings.withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE), new SeededRandom(1));
    int steps = 2000;
    double[][] targets = new double[steps][network.outputSize()];
    Inputs inputs = Inputs.Vectors.of(new double[steps * network.inputSize()], network.inputSize());
    List<Sequence> lesson = List.of(new Sequence(inputs, targets));
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least >= 20_000; round++) {
      long before = allocatedBytes();
      network.learn(lesson);
      least = Math.min(least, allocatedBytes() - before);
    }

    assertThat(least).isLessThan(20_000);
  }

  @Test
  void inputsOfAnotherSizeAreRefused() {
    OriginalNetwork network = new OriginalNetwork(OriginalPresets.noise(1), new SeededRandom(1));

    assertThatThrownBy(() -> network.respond(Inputs.Vectors.of(new double[] {1, 2}, 2)))
        .hasMessage("inputs must have size 1, had 2");
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    OriginalNetwork network = new OriginalNetwork(OriginalPresets.noise(1), new SeededRandom(1));
    OriginalNetwork other = new OriginalNetwork(OriginalPresets.adding(), new SeededRandom(1));

    assertThatThrownBy(() -> network.load(other.weights()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor blocks must hold [1, 1, 1], held [2, 2]");
  }

  private static long allocatedBytes() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
  }

  private static void learn(OriginalNetwork network, RandomGenerator random, int sequences) {
    for (int number = 0; number < sequences; number++) {
      network.learn(List.of(symbols(random, network.inputSize(), 10)));
    }
  }

  /** Random symbols, each to be predicted from the one before. */
  private static Sequence symbols(RandomGenerator random, int size, int length) {
    int[] symbols = random.ints(length, 0, size).toArray();
    double[][] targets = new double[length][size];
    for (int step = 0; step < length; step++) {
      targets[step][symbols[(step + 1) % length]] = 1;
    }
    return new Sequence(new Inputs.Symbols(symbols, size), targets);
  }

  private static Sequence asVectors(Sequence sequence) {
    int size = sequence.inputs().size();
    double[] values = new double[sequence.length() * size];
    for (int step = 0; step < sequence.length(); step++) {
      for (int index = 0; index < size; index++) {
        values[step * size + index] = sequence.inputs().at(step, index);
      }
    }
    return new Sequence(Inputs.Vectors.of(values, size), sequence.targets());
  }

  private static List<Long> bits(Tensors tensors) {
    List<Long> bits = new ArrayList<>();
    for (Tensor tensor : tensors) {
      switch (tensor) {
        case Tensor.Doubles doubles -> {
          for (double value : doubles.values()) {
            bits.add(Double.doubleToRawLongBits(value));
          }
        }
        case Tensor.Longs longs -> {
          for (long value : longs.values()) {
            bits.add(value);
          }
        }
        case Tensor.Floats _ -> throw new IllegalStateException("no floats here");
      }
    }
    return bits;
  }
}
