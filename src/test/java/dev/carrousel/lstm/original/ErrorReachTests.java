package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.HalfLife;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far the error of the last step reaches back in memory cell blocks. */
class ErrorReachTests {

  private static final int STEPS = 7;
  private static final double NUDGE = 1e-5;

  /** Each step has a symbol of its own, so an input weight belongs to one step alone. */
  private static final Inputs SYMBOLS =
      new Inputs.Symbols(IntStream.range(0, STEPS).toArray(), STEPS);

  /** Gates feed nothing but their cells here, so their errors tell those of the cells. */
  @Test
  void errorReachAgreesWithCentralDifferences() {
    OriginalNetwork network =
        network(
            OriginalTopology.of(STEPS, 2, 2, 1)
                .withHiddenSources(new HiddenSources(false, true, false)));
    Trace trace = network.trace(SYMBOLS);
    List<ErrorReach> reaches = network.errorReach(SYMBOLS, null);
    for (int block = 0; block < 2; block++) {
      for (int lag = 0; lag < STEPS; lag++) {
        int step = STEPS - 1 - lag;
        double in = trace.activation(step, "in" + block);
        double out = trace.activation(step, "out" + block);
        double f = 1 / (1 + Math.exp(-trace.netInput(step, "c" + block + ".0")));
        double squashed = trace.activation(step, "c" + block + ".0") / out;
        double dState = difference(network, "c" + block + ".0", step) / (in * 4 * f * (1 - f));
        double dShown = difference(network, "out" + block, step) / (out * (1 - out) * squashed);
        ErrorReach reach = reaches.get(block);
        assertThat(reach.state().get(lag)).isCloseTo(Math.abs(dState), within(1e-7));
        assertThat(reach.hidden().get(lag)).isCloseTo(Math.abs(dShown), within(1e-7));
      }
    }
  }

  @Test
  void insideTheCarrouselNothingIsLost() {
    ErrorReach reach =
        network(OriginalTopology.of(STEPS, 2, 1, 2)).errorReach(SYMBOLS, null).getFirst();
    assertThat(reach.carrousel()).hasSize(STEPS).containsOnly(reach.state().getFirst());
  }

  @Test
  void errorOfATargetThatWasAnsweredIsNone() {
    OriginalNetwork network = network(OriginalTopology.of(STEPS, 1, 1, 1));
    double[] outputs = network.respond(SYMBOLS);
    ErrorReach reach = network.errorReach(SYMBOLS, new double[] {outputs[STEPS - 1]}).getFirst();
    assertThat(reach.state()).containsOnly(0.0);
  }

  @Test
  void withoutForgetGatesThereIsNoHalfLife() {
    Trace trace = network(OriginalTopology.of(STEPS, 1, 2, 2)).trace(SYMBOLS);
    assertThat(HalfLife.of(List.of(trace))).isEmpty();
    assertThat(trace.gates()).hasSize(4);
    assertThat(trace.gates().getLast().part()).isEqualTo("block1");
    assertThat(trace.units().get(trace.gates().getLast().units().getFirst())).isEqualTo("out1");
  }

  /** The derivative of the sum of the last outputs with respect to one input weight. */
  private static double difference(OriginalNetwork network, String unit, int symbol) {
    Map<String, Double> weights = NamedWeights.of(network);
    double more = lastSum(network, weights, unit + " i" + symbol, NUDGE);
    double less = lastSum(network, weights, unit + " i" + symbol, -NUDGE);
    NamedWeights.load(network, weights);
    return (more - less) / (2 * NUDGE);
  }

  private static double lastSum(
      OriginalNetwork network, Map<String, Double> weights, String name, double by) {
    Map<String, Double> nudged = new LinkedHashMap<>(weights);
    nudged.computeIfPresent(name, (_, value) -> value + by);
    NamedWeights.load(network, nudged);
    double[] outputs = network.respond(SYMBOLS);
    int size = network.outputSize();
    return IntStream.range(outputs.length - size, outputs.length)
        .mapToDouble(at -> outputs[at])
        .sum();
  }

  private static OriginalNetwork network(OriginalTopology topology) {
    OriginalSettings settings = OriginalSettings.of(topology, InitialWeights.within(0.9), 1);
    return new OriginalNetwork(settings, new SeededRandom(11));
  }
}
