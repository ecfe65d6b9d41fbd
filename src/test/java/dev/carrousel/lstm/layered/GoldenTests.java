package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.RmsProp;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs, gradients and four weight changes agree with PyTorch in double precision. */
class GoldenTests {

  record Case(GoldenCase golden, LayeredShape shape, LayeredLearning learning) {

    static Case of(
        String name, UnaryOperator<LayeredShape> options, LayeredLearning learning, int... layers) {
      GoldenCase golden = GoldenCase.read(name);
      List<Integer> hiddenSizes = Arrays.stream(layers).boxed().toList();
      int inputSize = golden.size("in.inputs", 2);
      LayeredShape shape = LayeredShape.of(inputSize, hiddenSizes, golden.size("out.outputs", 2));
      return new Case(golden, options.apply(shape), learning);
    }

    LayeredNetwork network() {
      return network(learning);
    }

    /** Outputs of a network with a softmax are compared before it. */
    LayeredNetwork linear() {
      return network(LayeredLearning.of(new MeanSquaredError(), Adam.of(0.01)));
    }

    private LayeredNetwork network(LayeredLearning learning) {
      LayeredNetwork network =
          new LayeredNetwork(
              new LayeredSettings(shape, Initialiser.UNIFORM, 1, learning),
              Kernels.scalar(),
              new SplittableRandom(1));
      network.load(golden.weights());
      return network;
    }

    List<Sequence> batch() {
      return golden.batch(shape.outputSize());
    }
  }

  static List<Case> cases() {
    return List.of(
        Case.of(
            "regression-adam",
            shape -> shape,
            LayeredLearning.of(new MeanSquaredError(), Adam.of(0.01)).withClipNorm(0.05),
            5,
            5),
        Case.of(
            "classes-momentum",
            shape -> shape,
            LayeredLearning.of(new SoftmaxCrossEntropy(), new Sgd(0.1, 0.9)),
            17),
        Case.of(
            "bidirectional-adamw",
            LayeredShape::inBothDirections,
            LayeredLearning.of(new MeanSquaredError(), new Adam(0.01, 0.9, 0.999, 1e-8, 0.1)),
            5,
            5),
        Case.of(
            "lengths-nesterov",
            shape -> shape.inBothDirections().withReadOut(ReadOut.SEQUENCE),
            LayeredLearning.of(new SoftmaxCrossEntropy(), new Sgd(0.1, 0.9, true)),
            4,
            4),
        Case.of(
            "embedding-rmsprop",
            shape -> LayeredShape.of(7, shape.layers(), 7).withEmbedding(4),
            LayeredLearning.of(new SoftmaxCrossEntropy(), new RmsProp(0.01, 0.99, 1e-8, 0.5)),
            6));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputsAgreeWithPyTorch(Case given) {
    List<Sequence> batch = given.batch();
    List<double[]> responses =
        given.linear().respondAll(batch.stream().map(Sequence::inputs).toList());
    for (int b = 0; b < batch.size(); b++) {
      double[] expected = given.golden.column("out.outputs", b, given.shape.outputSize());
      double[] actual = responses.get(b);
      assertThat(Arrays.copyOfRange(actual, actual.length - expected.length, actual.length))
          .containsExactly(expected, within(2e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAgreeWithPyTorch(Case given) {
    LayeredNetwork network = given.network();
    network.differentiate(given.batch());
    System.arraycopy(
        network.gradient(), 0, network.parameters().values, 0, network.gradient().length);
    assertTensors(given.golden, "out.gradient.", network.weights());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingAgreesWithPyTorch(Case given) {
    LayeredNetwork network = given.network();
    for (int step = 0; step < 4; step++) {
      double loss = network.learn(given.batch()).loss();
      assertThat(loss).isCloseTo(given.golden.get("out.loss" + step)[0], within(5e-6));
    }
    assertTensors(given.golden, "out.after.", network.weights());
  }

  /**
   * PyTorch splits each bias in two that share one gradient; the split biases of a case sum to
   * ours.
   */
  private static void assertTensors(GoldenCase golden, String prefix, Tensors tensors) {
    int compared = 0;
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tensor.Floats floats && !tensor.name().contains("bias_hh")) {
        double[] actual = new double[floats.values().length];
        Arrays.setAll(actual, i -> floats.values()[i]);
        assertThat(actual)
            .as(prefix + tensor.name())
            .containsExactly(golden.get(prefix + tensor.name()), within(5e-6));
        compared++;
      }
    }
    assertThat(golden.values().keySet().stream().filter(name -> name.startsWith(prefix)))
        .hasSize(compared);
  }
}
