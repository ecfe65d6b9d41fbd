package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayeredRecurrenceTests {

  private static final LayeredShape PLAIN = LayeredShape.of(3, List.of(17, 5), 2);

  private final SplittableRandom random = new SplittableRandom(4);

  static List<LayeredShape> shapes() {
    return List.of(
        PLAIN,
        LayeredShape.of(3, List.of(64), 3),
        PLAIN.withCells(Forgetting.GATE, true),
        PLAIN.withCells(Forgetting.COUPLED, true),
        PLAIN.withCells(Forgetting.NEVER, false),
        PLAIN.withEmbedding(4));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void stepsAnswerWhatOnePassAnswersToTheBit(LayeredShape shape) {
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.vector())) {
      for (Loss loss : List.of(new MeanSquaredError(), new SoftmaxCrossEntropy())) {
        LayeredNetwork network = network(shape, kernels, loss);
        Inputs inputs = symbols(40);
        assertThat(stepwise(network.recurrence(), inputs)).containsExactly(network.respond(inputs));
      }
    }
  }

  @Test
  void aReadOutOncePerSequenceAnswersAsIfTheSequenceEndedAtTheStep() {
    LayeredNetwork network =
        network(PLAIN.withReadOut(ReadOut.SEQUENCE), Kernels.vector(), new MeanSquaredError());
    Inputs.Symbols inputs = symbols(9);
    double[] steps = stepwise(network.recurrence(), inputs);
    for (int length = 1; length <= inputs.length(); length++) {
      int[] beginning = Arrays.copyOf(inputs.symbols(), length);
      double[] whole = network.respond(new Inputs.Symbols(beginning, 3));
      assertThat(Arrays.copyOfRange(steps, (length - 1) * 2, length * 2))
          .containsExactly(Arrays.copyOfRange(whole, (length - 1) * 2, length * 2));
    }
  }

  @Test
  void gatesLieBetweenTheirBoundsAndExplainTheState() {
    Recurrence network = network(PLAIN, Kernels.vector(), new MeanSquaredError()).recurrence();
    Recurrence.Step step = network.step(network.rest(), symbols(1), 0);
    float[] gates = step.gates().floats("gates_l0", List.of(4, 17));
    float[] cells = step.state().floats("c_l0", List.of(17));
    for (int unit = 0; unit < 17; unit++) {
      assertThat(cells[unit]).isEqualTo(gates[unit] * gates[2 * 17 + unit]);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Recurrence network = network(PLAIN, Kernels.scalar(), new MeanSquaredError()).recurrence();
    Inputs narrow = Inputs.Vectors.of(new double[2], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.step(network.rest(), narrow, 0))
        .withMessageContaining("size 3, had 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.step(new Tensors(List.of()), symbols(1), 0))
        .withMessageContaining("h_l0");
    LayeredNetwork both =
        network(PLAIN.inBothDirections(), Kernels.scalar(), new MeanSquaredError());
    assertThatIllegalStateException().isThrownBy(both::recurrence);
  }

  private static double[] stepwise(Recurrence network, Inputs inputs) {
    int size = network.outputSize();
    double[] outputs = new double[inputs.length() * size];
    Tensors state = network.rest();
    for (int at = 0; at < inputs.length(); at++) {
      Recurrence.Step step = network.step(state, inputs, at);
      System.arraycopy(step.outputs(), 0, outputs, at * size, size);
      state = step.state();
    }
    return outputs;
  }

  private Inputs.Symbols symbols(int length) {
    return new Inputs.Symbols(random.ints(length, 0, 3).toArray(), 3);
  }

  private static LayeredNetwork network(LayeredShape shape, Kernels kernels, Loss loss) {
    return new LayeredNetwork(
        new LayeredSettings(shape, Initialiser.UNIFORM, 1, LayeredLearning.of(loss, new Sgd(1, 0))),
        kernels,
        new SplittableRandom(42));
  }
}
