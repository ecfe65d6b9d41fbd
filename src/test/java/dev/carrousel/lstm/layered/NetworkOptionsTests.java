package dev.carrousel.lstm.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.Decay;
import dev.carrousel.lstm.optimizer.Schedule;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkOptionsTests {

  private static final LayeredShape PLAIN = LayeredShape.of(3, List.of(5, 4), 2);
  private static final LayeredLearning ADAM =
      LayeredLearning.of(new MeanSquaredError(), Adam.of(0.01));

  private final RandomGenerator random = new SplittableRandom(9);

  static List<LayeredShape> shapes() {
    return List.of(
        PLAIN.withCells(Forgetting.GATE, true),
        PLAIN.withCells(Forgetting.COUPLED, false),
        PLAIN.withCells(Forgetting.COUPLED, true),
        PLAIN.withCells(Forgetting.NEVER, false),
        PLAIN.withCells(Forgetting.NEVER, true),
        PLAIN.inBothDirections(),
        PLAIN.inBothDirections().withReadOut(ReadOut.SEQUENCE),
        PLAIN.withEmbedding(2),
        PLAIN.withReadOut(ReadOut.SEQUENCE),
        LayeredShape.of(3, List.of(17, 3), 1)
            .withEmbedding(6)
            .inBothDirections()
            .withCells(Forgetting.COUPLED, true));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientOfEveryWeightAgreesWithCentralDifferences(LayeredShape shape) {
    Gradients.assertAgree(network(shape, ADAM, Kernels.scalar()), batch(shape, 5, 3, 1));
  }

  /** The scalar kernels on one thread are the specification of all others. */
  @ParameterizedTest
  @MethodSource("shapes")
  void vectorKernelsTrainToTheSameBits(LayeredShape shape) {
    LayeredNetwork scalar = network(shape, ADAM.withDropout(0.3), Kernels.scalar());
    LayeredNetwork vector = network(shape, ADAM.withDropout(0.3), Kernels.vector());
    for (int step = 0; step < 3; step++) {
      List<Sequence> batch = batch(shape, 7, 4, 1, 5, 6, 2, 7, 7, 3);
      assertThat(vector.learn(batch)).isEqualTo(scalar.learn(batch));
      assertThat(vector.parameters().values).containsExactly(scalar.parameters().values);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void companyInABatchDoesNotMatter(LayeredShape shape) {
    LayeredNetwork network = network(shape, ADAM, Kernels.vector());
    List<Inputs> inputs = batch(shape, 6, 2, 9).stream().map(Sequence::inputs).toList();
    List<double[]> together = network.respondAll(inputs);
    for (int at = 0; at < inputs.size(); at++) {
      assertThat(together.get(at)).containsExactly(network.respond(inputs.get(at)));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void weightsGoIntoAnotherNetworkOfTheShape(LayeredShape shape) {
    LayeredNetwork first = network(shape, ADAM, Kernels.scalar());
    first.learn(batch(shape, 4, 4));
    LayeredNetwork second =
        new LayeredNetwork(
            new LayeredSettings(shape, Initialiser.GLOROT, 0, ADAM),
            Kernels.scalar(),
            new SplittableRandom(77));
    second.load(first.weights());
    assertThat(second.parameters().values).containsExactly(first.parameters().values);
    assertThat(values(first.weights())).isGreaterThanOrEqualTo(first.parameterCount());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void snapshotContinuesToTheBit(LayeredShape shape) {
    LayeredLearning learning =
        LayeredLearning.of(new MeanSquaredError(), new Sgd(0.1, 0.9, true))
            .withDropout(0.4)
            .withSchedule(new Schedule(3, new Decay.Plateau(0, 0.5)));
    LayeredNetwork unbroken = network(shape, learning, Kernels.vector());
    List<Sequence> batch = batch(shape, 5, 3);
    unbroken.learn(batch);
    unbroken.validated(1);
    unbroken.validated(2);
    Tensors snapshot = unbroken.snapshot();
    LayeredNetwork resumed =
        new LayeredNetwork(
            new LayeredSettings(shape, Initialiser.UNIFORM, 1, learning),
            Kernels.vector(),
            new SplittableRandom(1234));
    resumed.restore(snapshot);
    for (int step = 0; step < 5; step++) {
      unbroken.learn(batch);
      unbroken.validated(3);
      resumed.learn(batch);
      resumed.validated(3);
      assertThat(resumed.parameters().values).containsExactly(unbroken.parameters().values);
    }
  }

  @Test
  void reverseDirectionReadsFromTheEndOfEachSequence() {
    LayeredShape shape = LayeredShape.of(2, List.of(3), 1).inBothDirections();
    LayeredNetwork network = network(shape, ADAM, Kernels.scalar());
    Sequence sequence = batch(shape, 6).getFirst();
    double[] values = new double[12];
    for (int step = 0; step < 6; step++) {
      values[2 * step] = sequence.inputs().at(5 - step, 0);
      values[2 * step + 1] = sequence.inputs().at(5 - step, 1);
    }
    double[] forward = network.respond(sequence.inputs());
    network.load(exchanged(network.weights(), 3));
    double[] backward = network.respond(Inputs.Vectors.of(values, 2));
    for (int step = 0; step < 6; step++) {
      assertThat(backward[5 - step]).isCloseTo(forward[step], within(1e-6));
    }
  }

  /** Forward and reverse direction change places, in the read-out too. */
  private static Tensors exchanged(Tensors weights, int hiddenSize) {
    List<Tensor> exchanged =
        IntStream.range(0, 1)
            .boxed()
            .flatMap(_ -> stream(weights))
            .map(tensor -> exchanged((Tensor.Floats) tensor, hiddenSize))
            .toList();
    return new Tensors(exchanged);
  }

  private static java.util.stream.Stream<Tensor> stream(Tensors tensors) {
    return java.util.stream.StreamSupport.stream(tensors.spliterator(), false);
  }

  private static Tensor exchanged(Tensor.Floats tensor, int hiddenSize) {
    if (tensor.name().equals("output.weight")) {
      float[] swapped = new float[2 * hiddenSize];
      System.arraycopy(tensor.values(), 0, swapped, hiddenSize, hiddenSize);
      System.arraycopy(tensor.values(), hiddenSize, swapped, 0, hiddenSize);
      return new Tensor.Floats(tensor.name(), tensor.shape(), swapped);
    }
    String name =
        tensor.name().startsWith("output")
            ? tensor.name()
            : tensor.name().endsWith("_reverse")
                ? tensor.name().replace("_reverse", "")
                : tensor.name() + "_reverse";
    return new Tensor.Floats(name, tensor.shape(), tensor.values());
  }

  @Test
  void dropoutWorksBetweenLayersWhileLearningOnly() {
    LayeredNetwork with = network(PLAIN, ADAM.withDropout(0.5), Kernels.scalar());
    LayeredNetwork without = network(PLAIN, ADAM, Kernels.scalar());
    List<Sequence> batch = batch(PLAIN, 6, 6);
    assertThat(with.respond(batch.getFirst().inputs()))
        .containsExactly(without.respond(batch.getFirst().inputs()));
    assertThat(with.loss(batch)).isEqualTo(without.loss(batch));
    assertThat(with.differentiate(batch).loss()).isNotEqualTo(without.differentiate(batch).loss());
  }

  /** The mask of a weight change stays, so central differences see the same network each time. */
  @Test
  void gradientsWithDropoutAgreeWithCentralDifferences() {
    LayeredNetwork network = network(PLAIN, ADAM.withDropout(0.5), Kernels.scalar());
    Gradients.assertAgree(network, batch(PLAIN, 6, 4));
  }

  @Test
  void dropoutKeepsItsShareAndTheMean() {
    Dropout dropout = new Dropout(0.3, 11);
    dropout.next();
    float[] ones = new float[100_000];
    Arrays.fill(ones, 1f);
    dropout.apply(ones, 0, ones.length, 1, 2, 3);
    double kept = IntStream.range(0, ones.length).filter(at -> ones[at] != 0).count();
    assertThat(kept / ones.length).isCloseTo(0.7, within(0.005));
    assertThat(ones).containsOnly(0f, (float) (1 / 0.7));
    float[] again = new float[100_000];
    Arrays.fill(again, 1f);
    dropout.next();
    dropout.apply(again, 0, again.length, 1, 2, 3);
    assertThat(again).isNotEqualTo(ones);
  }

  @Test
  void truncationIsOneWeightChangePerPieceInTheCarriedState() {
    LayeredShape shape = LayeredShape.of(2, List.of(4), 1);
    List<Sequence> whole = List.of(everyStep(shape, 10), everyStep(shape, 7));
    LayeredNetwork cut = network(shape, ADAM.withTruncation(4), Kernels.scalar());
    LayeredNetwork uncut = network(shape, ADAM, Kernels.scalar());
    assertThat(cut.respondAll(inputs(whole)).getFirst())
        .containsExactly(uncut.respondAll(inputs(whole)).getFirst());
    assertThat(cut.loss(whole)).isEqualTo(uncut.loss(whole));
    cut.learn(whole);
    assertThat(cut.snapshot().longs("schedule.steps", List.of())[0]).isEqualTo(3);
  }

  /**
   * A rate of almost nothing leaves the weights, so the pieces of a cut must judge as the whole.
   */
  @Test
  void truncatedLearningSeesTheLossOfTheWhole() {
    LayeredShape shape = LayeredShape.of(2, List.of(4), 1);
    LayeredLearning still = LayeredLearning.of(new MeanSquaredError(), new Sgd(1e-30, 0));
    List<Sequence> batch = List.of(everyStep(shape, 10), everyStep(shape, 7));
    assertThat(network(shape, still.withTruncation(3), Kernels.vector()).learn(batch))
        .isEqualTo(network(shape, still, Kernels.vector()).learn(batch));
  }

  @Test
  void schedulesScaleTheLearningRate() {
    LayeredShape shape = LayeredShape.of(2, List.of(3), 1);
    LayeredLearning sgd = LayeredLearning.of(new MeanSquaredError(), new Sgd(0.2, 0));
    LayeredNetwork warming =
        network(shape, sgd.withSchedule(new Schedule(2, new Decay.Constant())), Kernels.scalar());
    LayeredNetwork half =
        network(
            shape, LayeredLearning.of(new MeanSquaredError(), new Sgd(0.1, 0)), Kernels.scalar());
    List<Sequence> batch = batch(shape, 4, 4);
    warming.learn(batch);
    half.learn(batch);
    assertThat(warming.parameters().values).containsExactly(half.parameters().values);
  }

  @ParameterizedTest
  @CsvSource({"GLOROT, 0.8660254", "UNIFORM, 0.5"})
  void weightsAreDrawnFromTheRangeOfTheInitialiser(Initialiser initialiser, float range) {
    LayeredSettings settings =
        new LayeredSettings(LayeredShape.of(3, List.of(4), 1), initialiser, 1, ADAM);
    float[] recurrent =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(3))
            .weights()
            .floats("lstm.weight_hh_l0", List.of(16, 4));
    float largest = 0;
    for (float weight : recurrent) {
      largest = Math.max(largest, Math.abs(weight));
    }
    assertThat(largest).isBetween(range * 0.9f, range);
  }

  @Test
  void orthogonalRowsAreOrthonormal() {
    double[][] rows = Draws.orthogonal(7, new SplittableRandom(5));
    for (int a = 0; a < 7; a++) {
      for (int b = 0; b < 7; b++) {
        double product = 0;
        for (int at = 0; at < 7; at++) {
          product += rows[a][at] * rows[b][at];
        }
        assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-12));
      }
    }
    LayeredSettings settings =
        new LayeredSettings(LayeredShape.of(3, List.of(2), 1), Initialiser.ORTHOGONAL, 1, ADAM);
    float[] recurrent =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(3))
            .weights()
            .floats("lstm.weight_hh_l0", List.of(8, 2));
    assertThat(recurrent[0] * recurrent[0] + recurrent[1] * recurrent[1])
        .isCloseTo(1f, within(1e-6f));
  }

  @Test
  void partsThatDoNotGoTogetherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(PLAIN.inBothDirections(), ADAM.withTruncation(3), null))
        .withMessageContaining("truncation must be 0 in a bidirectional network");
    LayeredNetwork embedding = network(PLAIN.withEmbedding(2), ADAM, Kernels.scalar());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding.respond(Inputs.Vectors.of(new double[6], 3)))
        .withMessageContaining("must be symbols");
    LayeredNetwork atEnd = network(PLAIN.withReadOut(ReadOut.SEQUENCE), ADAM, Kernels.scalar());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> atEnd.learn(List.of(everyStep(PLAIN, 4))))
        .withMessageContaining("targets at last steps only");
  }

  @Test
  void classWeightsScaleLossAndGradient() {
    float[] plain = {0.5f, -1f, 2f};
    float[] weighted = plain.clone();
    double[] second = {0, 1, 0};
    double loss = new SoftmaxCrossEntropy().differentiate(plain, 0, second, 1);
    double triple =
        new SoftmaxCrossEntropy(List.of(1.0, 3.0, 7.0)).differentiate(weighted, 0, second, 1);
    assertThat(triple).isCloseTo(3 * loss, within(1e-12));
    for (int o = 0; o < 3; o++) {
      assertThat(weighted[o]).isCloseTo(3 * plain[o], within(1e-6f));
    }
  }

  private static LayeredNetwork network(
      LayeredShape shape, LayeredLearning learning, Kernels kernels) {
    return new LayeredNetwork(
        new LayeredSettings(shape, Initialiser.UNIFORM, 1, learning),
        kernels,
        new SplittableRandom(42));
  }

  private List<Sequence> batch(LayeredShape shape, int... lengths) {
    return Arrays.stream(lengths).mapToObj(length -> sequence(shape, length)).toList();
  }

  private Sequence sequence(LayeredShape shape, int length) {
    Sequence every = everyStep(shape, length);
    double[] last = every.targets()[length - 1];
    double[][] targets = new double[length][];
    targets[length - 1] = last;
    if (shape.readOut() == ReadOut.STEP) {
      targets[0] = every.targets()[0];
    }
    return new Sequence(every.inputs(), targets);
  }

  private Sequence everyStep(LayeredShape shape, int length) {
    double[][] targets = new double[length][];
    Arrays.setAll(targets, _ -> random.doubles(shape.outputSize(), -1, 1).toArray());
    Inputs inputs =
        shape.embeddingSize() > 0
            ? new Inputs.Symbols(
                random.ints(length, 0, shape.inputSize()).toArray(), shape.inputSize())
            : Inputs.Vectors.of(
                random.doubles((long) length * shape.inputSize(), -1, 1).toArray(),
                shape.inputSize());
    return new Sequence(inputs, targets);
  }

  private static List<Inputs> inputs(List<Sequence> batch) {
    return batch.stream().map(Sequence::inputs).toList();
  }

  private static int values(Tensors tensors) {
    int count = 0;
    for (Tensor tensor : tensors) {
      count += ((Tensor.Floats) tensor).values().length;
    }
    return count;
  }
}
