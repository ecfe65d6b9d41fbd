package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients against central differences of the loss, which are good to about 1e-9 in doubles. */
class GradientTests {

  private static final double TOLERANCE = 1e-8;

  @Test
  void fullGradientIsThatOfTheLossForEveryWeight() {
    OriginalSettings settings =
        of(topology(HiddenSources.ALL)).withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE);

    agree(settings, vectors(12), "");
  }

  @Test
  void fullGradientIsThatOfTheLossUnderCompetition() {
    OriginalSettings settings =
        of(topology(HiddenSources.ALL))
            .withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE)
            .withOutputGateCompetition(true);

    agree(settings, vectors(12), "");
  }

  @Test
  void fullGradientIsThatOfTheCrossEntropy() {
    OriginalSettings settings =
        of(topology(HiddenSources.ALL))
            .withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE)
            .withOutputDelta(new OutputDelta.CrossEntropy());

    agree(settings, symbols(12), "");
  }

  @Test
  void fullGradientDoesWithoutGates() {
    OriginalTopology bare =
        new OriginalTopology(
            3,
            2,
            List.of(2, 1),
            0,
            false,
            false,
            Squash.UNIT,
            Squash.IDENTITY,
            HiddenSources.ALL,
            true,
            Biases.OUTPUTS);

    agree(of(bare).withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE), symbols(9), "");
  }

  @Test
  void truncatedGradientIsWholeWithoutHiddenRecurrence() {
    OriginalSettings settings =
        of(topology(HiddenSources.NONE)).withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE);

    agree(settings, vectors(12), "");
    agree(settings, symbols(12), "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void truncatedGradientOfOutputWeightsIsAlwaysWhole(boolean competition) {
    OriginalSettings settings =
        of(topology(HiddenSources.ALL))
            .withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE)
            .withOutputGateCompetition(competition);

    agree(settings, vectors(12), "o\\d .*");
  }

  @Test
  void truncatedGradientDiffersFromTheWholeUnderHiddenRecurrence() {
    OriginalSettings settings =
        of(topology(HiddenSources.ALL)).withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE);
    Map<String, Double> truncated = gradient(settings, vectors(12));
    Map<String, Double> whole =
        gradient(settings.withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE), vectors(12));

    assertThat(truncated.keySet())
        .anyMatch(name ->
            Math.abs(truncated.getOrDefault(name, 0.0) - whole.getOrDefault(name, 0.0)) > 1e-4);
  }

  private static OriginalSettings of(OriginalTopology topology) {
    return OriginalSettings.of(topology, InitialWeights.within(0.9), 1);
  }

  private static OriginalTopology topology(HiddenSources sources) {
    return new OriginalTopology(
        3,
        2,
        List.of(2, 1),
        2,
        true,
        true,
        Squash.CENTERED_TWO,
        Squash.CENTERED_ONE,
        sources,
        true,
        Biases.ALL);
  }

  private static void agree(OriginalSettings settings, Sequence sequence, String only) {
    Map<String, Double> gradient = gradient(settings, sequence);
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(3));
    Map<String, Double> start = NamedWeights.of(network);
    int compared = 0;
    for (String name : start.keySet()) {
      if (exists(settings.topology(), name) && (only.isEmpty() || name.matches(only))) {
        double above = lossWith(settings, start, name, 1e-5, sequence);
        double below = lossWith(settings, start, name, -1e-5, sequence);
        assertThat(gradient.get(name))
            .as(name)
            .isCloseTo((below - above) / 2e-5, within(TOLERANCE));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  private static boolean exists(OriginalTopology topology, String name) {
    return topology.biases().cells() || !name.matches("(c|in|out).* b");
  }

  private static Map<String, Double> gradient(OriginalSettings settings, Sequence sequence) {
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(3));
    Map<String, Double> before = NamedWeights.of(network);
    network.learn(List.of(sequence));
    return NamedWeights.change(network, before);
  }

  private static double lossWith(
      OriginalSettings settings,
      Map<String, Double> start,
      String name,
      double shift,
      Sequence sequence) {
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(3));
    Map<String, Double> shifted = new LinkedHashMap<>(start);
    shifted.merge(name, shift, Double::sum);
    NamedWeights.load(network, shifted);
    return network.learn(List.of(sequence)).loss();
  }

  private static Sequence vectors(int length) {
    RandomGenerator random = new SeededRandom(11);
    double[] values = random.doubles(length * 3L, -1, 1).toArray();
    return new Sequence(Inputs.Vectors.of(values, 3), targets(length));
  }

  private static Sequence symbols(int length) {
    int[] symbols = new SeededRandom(12).ints(length, 0, 3).toArray();
    return new Sequence(new Inputs.Symbols(symbols, 3), targets(length));
  }

  private static double[][] targets(int length) {
    double[][] targets = new double[length][];
    RandomGenerator random = new SeededRandom(13);
    for (int step = 0; step < length; step++) {
      targets[step] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return targets;
  }
}
