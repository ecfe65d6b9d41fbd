package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.GateGroup;
import dev.carrousel.lstm.insight.HalfLife;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of the inside of a layered network. */
class InsightTests {

  private static final int STEPS = 6;
  private static final float NUDGE = 1e-3f;
  private static final LayeredShape PLAIN = LayeredShape.of(STEPS, List.of(4, 3), 2);

  /** Each step has a symbol of its own, so an input weight belongs to one step alone. */
  private static final Inputs SYMBOLS =
      new Inputs.Symbols(IntStream.range(0, STEPS).toArray(), STEPS);

  static List<LayeredShape> shapes() {
    return List.of(
        PLAIN,
        PLAIN.withCells(Forgetting.GATE, true),
        PLAIN.withCells(Forgetting.COUPLED, true),
        PLAIN.withCells(Forgetting.NEVER, false),
        PLAIN.withReadOut(ReadOut.SEQUENCE),
        PLAIN.inBothDirections(),
        PLAIN.inBothDirections().withReadOut(ReadOut.SEQUENCE));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aTraceAnswersAsTheNetworkDoes(LayeredShape shape) {
    assertTraceAgrees(shape);
    assertTraceAgrees(shape.withEmbedding(3));
  }

  private static void assertTraceAgrees(LayeredShape shape) {
    LayeredNetwork network = network(shape);
    Trace trace = network.trace(SYMBOLS);
    double[] response = network.respond(SYMBOLS);
    for (int step = 0; step < STEPS; step++) {
      for (int o = 0; o < shape.outputSize(); o++) {
        assertThat(trace.activation(step, "o" + o))
            .isCloseTo(response[step * shape.outputSize() + o], within(1e-5));
      }
    }
  }

  /**
   * A gradient of a net input, found by central differences of the weight of its step's symbol,
   * gives that of what the cell shows and of its state.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void errorReachAgreesWithCentralDifferences(LayeredShape shape) {
    LayeredNetwork network = network(shape);
    Trace trace = network.trace(SYMBOLS);
    for (ErrorReach reach : network.errorReach(SYMBOLS, null)) {
      if (reach.part().startsWith("l0")) {
        for (int lag = 0; lag < STEPS; lag++) {
          int step = STEPS - 1 - lag;
          assertThat(reach.hidden().get(lag))
              .as("hidden of %s at lag %d", reach.part(), lag)
              .isCloseTo(hiddenNorm(network, trace, reach.part(), step), within(1e-5));
          assertThat(reach.state().get(lag))
              .as("state of %s at lag %d", reach.part(), lag)
              .isCloseTo(stateNorm(network, trace, reach.part(), step), within(1e-5));
        }
      }
    }
  }

  private static double hiddenNorm(LayeredNetwork network, Trace trace, String part, int step) {
    double sum = 0;
    for (int unit = 0; unit < 4; unit++) {
      double o = trace.activation(step, part + ".o" + unit);
      double squashed = Math.tanh(trace.state(step, part + ".c" + unit));
      double dHidden =
          difference(network, part, gates(network) - 1, unit, step) / (squashed * o * (1 - o));
      sum += dHidden * dHidden;
    }
    return Math.sqrt(sum);
  }

  private static double stateNorm(LayeredNetwork network, Trace trace, String part, int step) {
    double sum = 0;
    for (int unit = 0; unit < 4; unit++) {
      double i = trace.activation(step, part + ".i" + unit);
      double g = trace.activation(step, part + ".g" + unit);
      double dState = difference(network, part, gates(network) - 2, unit, step) / (i * (1 - g * g));
      sum += dState * dState;
    }
    return Math.sqrt(sum);
  }

  private static int gates(LayeredNetwork network) {
    return network.shape().forgetting() == Forgetting.GATE ? 4 : 3;
  }

  /** The derivative of the sum of the last outputs with respect to one input weight. */
  private static double difference(
      LayeredNetwork network, String part, int gate, int unit, int symbol) {
    Tensors weights = network.weights();
    String name = "lstm.weight_ih_l0" + (part.equals("l0r") ? "_reverse" : "");
    float[] matrix = ((Tensor.Floats) weights.get(name)).values();
    int at = (gate * 4 + unit) * STEPS + symbol;
    float original = matrix[at];
    float above = original + NUDGE;
    float below = original - NUDGE;
    matrix[at] = above;
    double more = lastSum(network.shape(), weights);
    matrix[at] = below;
    double less = lastSum(network.shape(), weights);
    return (more - less) / ((double) above - below);
  }

  private static double lastSum(LayeredShape shape, Tensors weights) {
    double[] outputs = new PlainNetwork(shape, weights).forward(SYMBOLS);
    return IntStream.range(outputs.length - shape.outputSize(), outputs.length)
        .mapToDouble(at -> outputs[at])
        .sum();
  }

  @Test
  void errorOfATargetIsThatOfTheLoss() {
    LayeredNetwork network = network(PLAIN);
    double[] response = network.respond(SYMBOLS);
    int last = response.length - 2;
    List<ErrorReach> none =
        network.errorReach(SYMBOLS, new double[] {response[last], response[last + 1]});
    List<ErrorReach> some =
        network.errorReach(SYMBOLS, new double[] {response[last] + 1, response[last + 1] + 1});
    List<ErrorReach> sum = network.errorReach(SYMBOLS, null);
    assertThat(none.getFirst().hidden().getFirst()).isCloseTo(0, within(1e-6));
    assertThat(some.getFirst().hidden().get(2))
        .isCloseTo(sum.getFirst().hidden().get(2), within(1e-5));
  }

  @Test
  void whatNeverForgetsKeepsTheErrorOfItsStates() {
    ErrorReach reach =
        network(PLAIN.withCells(Forgetting.NEVER, false)).errorReach(SYMBOLS, null).getLast();
    assertThat(reach.carrousel())
        .allSatisfy(norm -> assertThat(norm).isEqualTo(reach.carrousel().getFirst()));
    ErrorReach forgetting = network(PLAIN).errorReach(SYMBOLS, null).getLast();
    assertThat(forgetting.carrousel().getLast())
        .isLessThan(0.3 * forgetting.carrousel().getFirst());
  }

  @Test
  void gatesAreNamedByLayerAndDirection() {
    Trace trace = network(PLAIN.inBothDirections()).trace(SYMBOLS);
    assertThat(trace.gates())
        .extracting(GateGroup::part)
        .containsExactly(
            "l0", "l0", "l0", "l0r", "l0r", "l0r", "l1", "l1", "l1", "l1r", "l1r", "l1r");
    assertThat(trace.gates()).extracting(GateGroup::gate).startsWith("input", "forget", "output");
    assertThat(trace.units()).startsWith("l0.i0").contains("l1r.h2", "o1").doesNotHaveDuplicates();
    assertThat(HalfLife.of(List.of(trace))).hasSize(4);
    Trace endless = network(PLAIN.withCells(Forgetting.NEVER, false)).trace(SYMBOLS);
    assertThat(HalfLife.of(List.of(endless))).isEmpty();
    assertThat(endless.netInputs()).doesNotContain(Double.POSITIVE_INFINITY);
  }

  @Test
  void answersOfClassesAreProbabilities() {
    LayeredLearning learning = LayeredLearning.of(new SoftmaxCrossEntropy(), new Sgd(1, 0));
    LayeredNetwork network =
        new LayeredNetwork(
            new LayeredSettings(PLAIN, Initialiser.UNIFORM, 1, learning),
            Kernels.scalar(),
            new SeededRandom(3));
    Trace trace = network.trace(SYMBOLS);
    assertThat(trace.activation(2, "o0") + trace.activation(2, "o1")).isCloseTo(1, within(1e-6));
  }

  private static LayeredNetwork network(LayeredShape shape) {
    LayeredLearning learning = LayeredLearning.of(new MeanSquaredError(), new Sgd(1, 0));
    return new LayeredNetwork(
        new LayeredSettings(shape, Initialiser.UNIFORM, 0.5, learning),
        Kernels.scalar(),
        new SeededRandom(7));
  }
}
