package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.Optimizer;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayeredNetworkTests {

  private static final GoldenCase REGRESSION = GoldenCase.read("regression-adam");
  private static final GoldenCase CLASSES = GoldenCase.read("classes-momentum");

  @Test
  void outputsAgreeWithPyTorch() {
    assertOutputs(REGRESSION, regression());
    assertOutputs(CLASSES, classes(new MeanSquaredError()));
  }

  @Test
  void gradientsAgreeWithPyTorch() {
    assertGradients(REGRESSION, regression());
    assertGradients(CLASSES, classes(new SoftmaxCrossEntropy()));
  }

  @Test
  void trainingAgreesWithPyTorch() {
    assertTraining(REGRESSION, regression());
    assertTraining(CLASSES, classes(new SoftmaxCrossEntropy()));
  }

  /**
   * Single precision: central differences of a loss near 1 with step 1e-2 are good to about 1e-4.
   */
  @ParameterizedTest
  @CsvSource({"1,1,1", "2,3,2", "3,15,1", "1,16,2", "2,17,17"})
  void gradientOfEveryWeightAgreesWithCentralDifferences(
      int inputSize, int hiddenSize, int outputSize) {
    LayeredNetwork network =
        network(
            inputSize, List.of(hiddenSize, 2), outputSize, new MeanSquaredError(), new Sgd(0.1, 0));
    RandomGenerator random = new SplittableRandom(7);
    List<Sequence> batch =
        List.of(
            randomSequence(5, inputSize, outputSize, random),
            randomSequence(3, inputSize, outputSize, random));
    network.differentiate(batch);
    float[] gradient = network.gradient().clone();
    float[] weights = network.parameters().values;
    boolean[] real = realWeights(network);
    for (int at = 0; at < weights.length; at++) {
      if (real[at]) {
        assertThat((double) gradient[at])
            .as("weight %d", at)
            .isCloseTo(centralDifference(network, batch, weights, at), within(3e-4));
      } else {
        assertThat(gradient[at]).as("spare lane %d", at).isZero();
      }
    }
  }

  @Test
  void shorterSequenceOfABatchLearnsAsIfAlone() {
    RandomGenerator random = new SplittableRandom(3);
    Sequence brief = randomSequence(2, 3, 2, random);
    Sequence silentLong = Sequence.question(randomSequence(9, 3, 2, random).inputs());
    LayeredNetwork together = network(3, List.of(4), 2, new MeanSquaredError(), new Sgd(0.1, 0));
    LayeredNetwork alone = network(3, List.of(4), 2, new MeanSquaredError(), new Sgd(0.1, 0));
    together.differentiate(List.of(brief, silentLong));
    alone.differentiate(List.of(brief));
    assertThat(together.gradient()).containsExactly(alone.gradient());
  }

  @Test
  void answersDoNotDependOnTheCompanyInABatch() {
    RandomGenerator random = new SplittableRandom(3);
    LayeredNetwork network =
        network(3, List.of(4, 3), 2, new SoftmaxCrossEntropy(), new Sgd(0.1, 0));
    Inputs first = randomSequence(4, 3, 2, random).inputs();
    Inputs second = randomSequence(7, 3, 2, random).inputs();
    assertThat(network.respondAll(List.of(first, second)))
        .containsExactly(network.respond(first), network.respond(second));
  }

  @Test
  void symbolsAreOneHotVectors() {
    LayeredNetwork network = network(3, List.of(4), 2, new MeanSquaredError(), new Sgd(0.1, 0));
    double[] oneHot = {0, 0, 1, 1, 0, 0, 0, 1, 0};
    assertThat(network.respond(new Inputs.Symbols(new int[] {2, 0, 1}, 3)))
        .containsExactly(network.respond(Inputs.Vectors.of(oneHot, 3)));
  }

  @Test
  void forgetBiasStartsAtOne() {
    float[] bias =
        network(2, List.of(3), 1, new MeanSquaredError(), Adam.of(0.01))
            .weights()
            .floats("lstm.bias_ih_l0", List.of(12));
    assertThat(bias).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void snapshotContinuesToTheBit() {
    LayeredNetwork unbroken = network(2, List.of(5), 1, new MeanSquaredError(), Adam.of(0.01));
    List<Sequence> batch = List.of(randomSequence(6, 2, 1, new SplittableRandom(5)));
    unbroken.learn(batch);
    Tensors snapshot = unbroken.snapshot();
    LayeredNetwork resumed = network(2, List.of(5), 1, new MeanSquaredError(), Adam.of(0.01));
    resumed.restore(snapshot);
    unbroken.learn(batch);
    resumed.learn(batch);
    assertThat(resumed.parameters().values).containsExactly(unbroken.parameters().values);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,3,2,5", "3,15,1,6", "1,16,2,7", "2,17,17,13", "9,100,3,32"})
  void vectorKernelsTrainToTheSameBits(
      int inputSize, int hiddenSize, int outputSize, int batchSize) {
    LayeredSettings settings =
        settings(
            inputSize, List.of(hiddenSize, 5), outputSize, new MeanSquaredError(), Adam.of(0.01));
    LayeredNetwork scalar =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(42));
    LayeredNetwork vector =
        new LayeredNetwork(settings, Kernels.vector(), new SplittableRandom(42));
    RandomGenerator random = new SplittableRandom(3);
    for (int step = 0; step < 3; step++) {
      List<Sequence> batch = batch(batchSize, 7, inputSize, outputSize, random);
      assertThat(vector.learn(batch)).isEqualTo(scalar.learn(batch));
      assertThat(vector.parameters().values).containsExactly(scalar.parameters().values);
    }
  }

  /** A record of rows alone takes 32 bytes; one for each of 200 steps would take 6400. */
  @Test
  void longerSequencesTakeNoMoreGarbage() {
    LayeredNetwork network =
        new LayeredNetwork(
            settings(2, List.of(17, 5), 1, new MeanSquaredError(), Adam.of(0.01)),
            Kernels.vector(),
            new SplittableRandom(42));
    RandomGenerator random = new SplittableRandom(3);
    List<Sequence> longer = batch(6, 210, 2, 1, random);
    List<Sequence> shorter = batch(6, 10, 2, 1, random);
    long difference = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 60 && difference > 3200; attempt++) {
      for (int call = 0; call < 50; call++) {
        network.learn(longer);
        network.learn(shorter);
      }
      difference = allocated(network, longer) - allocated(network, shorter);
    }
    assertThat(difference).isLessThan(3200);
  }

  private static long allocated(LayeredNetwork network, List<Sequence> batch) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    network.learn(batch);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static List<Sequence> batch(
      int size, int length, int inputSize, int outputSize, RandomGenerator random) {
    return Stream.generate(() -> randomSequence(length, inputSize, outputSize, random))
        .limit(size)
        .toList();
  }

  @Test
  void parameterCountIsTheFormula() {
    assertThat(network(3, List.of(5, 4), 2, new MeanSquaredError(), Adam.of(0.01)).parameterCount())
        .isEqualTo(4 * 5 * (3 + 5 + 1) + 4 * 4 * (5 + 4 + 1) + 2 * (4 + 1));
  }

  @Test
  void divergenceShowsAsALossThatIsNotFinite() {
    LayeredNetwork network = network(1, List.of(2), 1, new MeanSquaredError(), new Sgd(1e30, 0));
    List<Sequence> batch = List.of(randomSequence(4, 1, 1, new SplittableRandom(2)));
    Lesson lesson = network.learn(batch);
    for (int step = 0; step < 10; step++) {
      lesson = network.learn(batch);
    }
    assertThat(lesson.loss()).isNotFinite();
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    Tensors small = network(2, List.of(3), 1, new MeanSquaredError(), Adam.of(0.01)).weights();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> network(2, List.of(4), 1, new MeanSquaredError(), Adam.of(0.01)).load(small))
        .withMessage("tensor lstm.weight_ih_l0 must have shape [16, 2], had [12, 2]");
  }

  private static LayeredNetwork regression() {
    return golden(REGRESSION, List.of(5, 5), new MeanSquaredError(), Adam.of(0.01), 0.05);
  }

  private static LayeredNetwork classes(Loss loss) {
    return golden(CLASSES, List.of(17), loss, new Sgd(0.1, 0.9), Double.POSITIVE_INFINITY);
  }

  private static LayeredNetwork golden(
      GoldenCase golden, List<Integer> layers, Loss loss, Optimizer optimizer, double clipNorm) {
    LayeredSettings settings =
        new LayeredSettings(
            golden.size("in.inputs", 2),
            layers,
            golden.size("out.outputs", 2),
            1,
            loss,
            optimizer,
            clipNorm);
    LayeredNetwork network =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(1));
    network.load(golden.weights());
    return network;
  }

  private static LayeredNetwork network(
      int inputSize, List<Integer> layers, int outputSize, Loss loss, Optimizer optimizer) {
    return new LayeredNetwork(
        settings(inputSize, layers, outputSize, loss, optimizer),
        Kernels.scalar(),
        new SplittableRandom(42));
  }

  private static LayeredSettings settings(
      int inputSize, List<Integer> layers, int outputSize, Loss loss, Optimizer optimizer) {
    return new LayeredSettings(
        inputSize, layers, outputSize, 1, loss, optimizer, Double.POSITIVE_INFINITY);
  }

  private static void assertOutputs(GoldenCase golden, LayeredNetwork network) {
    List<Sequence> batch = golden.batch(network.outputSize());
    List<double[]> responses = network.respondAll(batch.stream().map(Sequence::inputs).toList());
    for (int b = 0; b < batch.size(); b++) {
      assertThat(responses.get(b))
          .containsExactly(golden.column("out.outputs", b, network.outputSize()), within(2e-6));
    }
  }

  private static void assertGradients(GoldenCase golden, LayeredNetwork network) {
    network.differentiate(golden.batch(network.outputSize()));
    System.arraycopy(
        network.gradient(), 0, network.parameters().values, 0, network.gradient().length);
    assertTensors(golden, "out.gradient.", network.weights());
  }

  private static void assertTraining(GoldenCase golden, LayeredNetwork network) {
    for (int step = 0; step < 4; step++) {
      double loss = network.learn(golden.batch(network.outputSize())).loss();
      assertThat(loss).isCloseTo(golden.get("out.loss" + step)[0], within(5e-6));
    }
    assertTensors(golden, "out.after.", network.weights());
  }

  /**
   * PyTorch splits each bias in two that share one gradient; the split biases of a case sum to
   * ours.
   */
  private static void assertTensors(GoldenCase golden, String prefix, Tensors tensors) {
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tensor.Floats floats
          && golden.values().containsKey(prefix + tensor.name())
          && !tensor.name().contains("bias_hh")) {
        double[] actual = new double[floats.values().length];
        Arrays.setAll(actual, i -> floats.values()[i]);
        assertThat(actual)
            .as(prefix + tensor.name())
            .containsExactly(golden.get(prefix + tensor.name()), within(5e-6));
      }
    }
  }

  private static Sequence randomSequence(
      int steps, int inputSize, int outputSize, RandomGenerator random) {
    double[][] targets = new double[steps][];
    targets[0] = random.doubles(outputSize, -1, 1).toArray();
    targets[steps - 1] = random.doubles(outputSize, -1, 1).toArray();
    return new Sequence(
        Inputs.Vectors.of(random.doubles((long) steps * inputSize, -1, 1).toArray(), inputSize),
        targets);
  }

  private static double centralDifference(
      LayeredNetwork network, List<Sequence> batch, float[] weights, int at) {
    float original = weights[at];
    float step = 1e-2f;
    weights[at] = original + step;
    double above = network.differentiate(batch).loss();
    weights[at] = original - step;
    double below = network.differentiate(batch).loss();
    weights[at] = original;
    return (above - below) / (2.0 * step);
  }

  /**
   * Which places of the flat array hold a weight rather than a spare lane: those that an export
   * reads.
   */
  private static boolean[] realWeights(LayeredNetwork network) {
    float[] values = network.parameters().values;
    float[] saved = values.clone();
    boolean[] real = new boolean[values.length];
    Arrays.fill(values, 1f);
    Tensors ones = network.weights();
    Arrays.fill(values, 0f);
    network.load(ones);
    for (int at = 0; at < values.length; at++) {
      real[at] = values[at] != 0;
    }
    System.arraycopy(saved, 0, values, 0, saved.length);
    return real;
  }
}
