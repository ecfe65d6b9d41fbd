package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Lesson;
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
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayeredNetworkTests {

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,3,2", "3,15,1", "1,16,2", "2,17,17"})
  void gradientOfEveryWeightAgreesWithCentralDifferences(
      int inputSize, int hiddenSize, int outputSize) {
    LayeredNetwork network =
        network(
            inputSize, List.of(hiddenSize, 2), outputSize, new MeanSquaredError(), new Sgd(0.1, 0));
    RandomGenerator random = new SplittableRandom(7);
    Gradients.assertAgree(
        network,
        List.of(
            randomSequence(5, inputSize, outputSize, random),
            randomSequence(3, inputSize, outputSize, random)));
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

  private static Sequence randomSequence(
      int steps, int inputSize, int outputSize, RandomGenerator random) {
    double[][] targets = new double[steps][];
    targets[0] = random.doubles(outputSize, -1, 1).toArray();
    targets[steps - 1] = random.doubles(outputSize, -1, 1).toArray();
    return new Sequence(
        Inputs.Vectors.of(random.doubles((long) steps * inputSize, -1, 1).toArray(), inputSize),
        targets);
  }
}
