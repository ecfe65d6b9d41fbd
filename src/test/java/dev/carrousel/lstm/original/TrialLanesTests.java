package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialLanesTests {

  static Stream<OriginalSettings> settings() {
    OriginalTopology withUnits =
        new OriginalTopology(
            3,
            5,
            List.of(2, 1),
            2,
            true,
            true,
            Squash.CENTERED_TWO,
            Squash.CENTERED_ONE,
            HiddenSources.ALL,
            true,
            Biases.GATES);
    return Stream.of(
            OriginalPresets.adding(),
            OriginalPresets.adding().withOutputDelta(new OutputDelta.CrossEntropy()),
            OriginalPresets.embeddedReber(3, 2, 0.5),
            OriginalPresets.noiseFree(5)
                .withTopology(OriginalPresets.noiseFree(5).topology().withBlocks(List.of(1)))
                .withConstruction(null),
            OriginalSettings.of(withUnits, InitialWeights.within(0.5), 0.3),
            OriginalPresets.adding()
                .withTopology(OriginalPresets.adding().topology().withBlocks(List.of(2, 2, 2, 2))),
            OriginalSettings.of(recurrentByCells(), InitialWeights.within(0.5), 0.3),
            OriginalSettings.of(withUnits, InitialWeights.within(900), 0.3),
            OriginalPresets.adding().withOutputGateCompetition(true))
        .flatMap(each ->
            Stream.of(UpdateMoment.values())
                .map(moment -> each.withGradient(ErrorFlow.TRUNCATED, moment)));
  }

  private static OriginalTopology recurrentByCells() {
    return new OriginalTopology(
        3,
        2,
        List.of(2, 1),
        2,
        true,
        true,
        Squash.CENTERED_TWO,
        Squash.CENTERED_ONE,
        HiddenSources.WITHOUT_GATES,
        false,
        Biases.GATES);
  }

  /** 11 trials leave lanes idle on every machine. */
  @ParameterizedTest
  @MethodSource("settings")
  void eachTrialHoldsTheBitsOfANetworkOfItsOwn(OriginalSettings settings) {
    List<OriginalNetwork> alone = new ArrayList<>();
    for (int trial = 0; trial < 11; trial++) {
      alone.add(new OriginalNetwork(settings, new SeededRandom(trial)));
    }
    TrialLanes together = new TrialLanes(settings, seeds(11));
    RandomGenerator random = new SeededRandom(77);
    for (int round = 0; round < 20; round++) {
      List<Sequence> sequences =
          round % 4 < 3
              ? sequences(settings.topology(), 11, round % 2 == 0, random)
              : sequencesWithOneTarget(settings.topology(), 11, random);
      List<Lesson> lessons = together.learn(sequences);
      for (int trial = 0; trial < 11; trial++) {
        Lesson own = alone.get(trial).learn(List.of(sequences.get(trial)));
        assertThat(lessons.get(trial)).isEqualTo(own);
      }
    }
    for (int trial = 0; trial < 11; trial++) {
      assertThat(NamedWeights.of(alone.get(trial), together.weights(trial)))
          .isEqualTo(NamedWeights.of(alone.get(trial)));
    }
  }

  /** As in {@link OriginalNetworkTests}: the least of many counts. */
  @Test
  void learningAllocatesNothingPerStep() {
    OriginalSettings settings =
        OriginalPresets.adding().withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE);
    TrialLanes trials = new TrialLanes(settings, seeds(8));
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    int steps = 2000;
    Inputs inputs = Inputs.Vectors.of(new double[2 * steps], 2);
    Sequence sequence = new Sequence(inputs, new double[steps][1]);
    List<Sequence> lesson = Collections.nCopies(8, sequence);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least >= 20_000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      trials.learn(lesson);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least).isLessThan(20_000);
  }

  @Test
  void loadedTrialAnswersAsTheNetworkItCameFrom() {
    OriginalNetwork network = new OriginalNetwork(OriginalPresets.adding(), new SeededRandom(5));
    TrialLanes trials = new TrialLanes(OriginalPresets.adding(), seeds(9));
    Inputs inputs = Inputs.Vectors.of(new double[] {1, 1, -1, 0.5}, 2);
    trials.load(8, network.weights());

    assertThat(trials.respond(8, inputs)).isEqualTo(network.respond(inputs));
    assertThat(trials.respond(7, inputs)).isNotEqualTo(network.respond(inputs));
  }

  @Test
  void everyTrialNeedsASequence() {
    TrialLanes trials = new TrialLanes(OriginalPresets.adding(), seeds(3));

    assertThatThrownBy(() -> trials.learn(List.of()))
        .hasMessage("sequences must be one for each of 3 trials, were 0");
  }

  private static List<SeededRandom> seeds(int count) {
    return IntStream.range(0, count).mapToObj(SeededRandom::new).toList();
  }

  private static List<Sequence> sequencesWithOneTarget(
      OriginalTopology topology, int count, RandomGenerator random) {
    int length = random.nextInt(20, 40);
    int size = topology.inputSize();
    return Stream.generate(() -> random.doubles((long) length * size, -1, 1).toArray())
        .limit(count)
        .map(values ->
            Sequence.endingIn(
                Inputs.Vectors.of(values, size), random.doubles(topology.outputSize()).toArray()))
        .toList();
  }

  private static List<Sequence> sequences(
      OriginalTopology topology, int count, boolean symbols, RandomGenerator random) {
    List<Sequence> sequences = new ArrayList<>();
    for (int trial = 0; trial < count; trial++) {
      int length = random.nextInt(1, 15);
      int size = topology.inputSize();
      double[] @Nullable [] targets = new double[length][];
      for (int step = 0; step < length; step++) {
        if (step == length - 1 || random.nextInt(3) == 0) {
          targets[step] = random.doubles(topology.outputSize()).toArray();
        }
      }
      Inputs inputs =
          symbols
              ? new Inputs.Symbols(random.ints(length, 0, size).toArray(), size)
              : Inputs.Vectors.of(random.doubles((long) length * size, -1, 1).toArray(), size);
      sequences.add(new Sequence(inputs, targets));
    }
    return sequences;
  }
}
