package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Error flow over long lags, NC97 section 3.1 and appendix A.2. */
class ErrorFlowTests {

  /** Input 1 is on at the first step only, so its weights learn only from what happened then. */
  private static final List<Integer> LAGS = List.of(1, 10, 100, 1000);

  @Test
  void errorInsideACellDoesNotDependOnTheLag() {
    OriginalTopology topology =
        OriginalTopology.of(2, 1, 1, 1)
            .withHiddenSources(HiddenSources.NONE)
            .withBiases(Biases.NONE);
    double first = changeOfEarlyWeight(topology, "c0.0 i1", 1);

    assertThat(Math.abs(first)).isGreaterThan(1e-3);
    for (int lag : LAGS) {
      assertThat(changeOfEarlyWeight(topology, "c0.0 i1", lag)).isCloseTo(first, within(1e-15));
    }
  }

  @Test
  void stateAnswersAnEarlierStateOneToOne() {
    OriginalTopology topology =
        OriginalTopology.of(2, 1, 1, 1)
            .withHiddenSources(HiddenSources.NONE)
            .withBiases(Biases.NONE);
    double before = lastState(topology, 0);
    double after = lastState(topology, 1e-3);
    double early = firstState(topology, 1e-3) - firstState(topology, 0);

    assertThat((after - before) / early).isCloseTo(1, within(1e-10));
  }

  @Test
  void errorOfAPlainRecurrentUnitVanishes() {
    OriginalTopology topology =
        new OriginalTopology(
            2,
            1,
            List.of(),
            1,
            true,
            true,
            Squash.CENTERED_TWO,
            Squash.CENTERED_ONE,
            HiddenSources.ALL,
            false,
            Biases.NONE);

    assertThat(Math.abs(changeOfEarlyWeight(topology, "h0 i1", 1))).isGreaterThan(1e-4);
    assertThat(Math.abs(changeOfEarlyWeight(topology, "h0 i1", 100))).isLessThan(1e-30);
  }

  private static double changeOfEarlyWeight(OriginalTopology topology, String name, int lag) {
    OriginalNetwork network = network(topology, 0);
    Map<String, Double> before = NamedWeights.of(network);
    network.learn(List.of(Sequence.endingIn(inputs(lag), new double[] {1})));
    return NamedWeights.change(network, before).getOrDefault(name, Double.NaN);
  }

  private static double lastState(OriginalTopology topology, double shift) {
    return network(topology, shift).trace(inputs(1000)).state(1000, "c0.0");
  }

  private static double firstState(OriginalTopology topology, double shift) {
    return network(topology, shift).trace(inputs(1000)).state(0, "c0.0");
  }

  private static OriginalNetwork network(OriginalTopology topology, double shift) {
    OriginalSettings settings =
        OriginalSettings.of(topology, InitialWeights.within(0.9), 1)
            .withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE);
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(4));
    Map<String, Double> weights = new LinkedHashMap<>(NamedWeights.of(network));
    weights.replaceAll((name, value) -> name.equals("c0.0 i1") ? 0.5 + shift : value);
    NamedWeights.load(network, weights);
    return network;
  }

  private static Inputs inputs(int lag) {
    double[] values = new double[2 * (lag + 1)];
    values[1] = 1;
    return Inputs.Vectors.of(values, 2);
  }
}
