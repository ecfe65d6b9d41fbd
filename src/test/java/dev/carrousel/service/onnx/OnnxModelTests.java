package dev.carrousel.service.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.Initialiser;
import dev.carrousel.lstm.layered.LayeredLearning;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.original.Biases;
import dev.carrousel.lstm.original.HiddenSources;
import dev.carrousel.lstm.original.InitialWeights;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.lstm.original.Squash;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of network, with weights drawn wide, answers in ONNX Runtime what it answers here. The
 * largest differences are written to {@code target/onnx-networks.md}.
 */
class OnnxModelTests {

  private static final int STEPS = 23;
  private static final Differences DIFFERENCES = new Differences();

  @AfterAll
  static void writeTable() throws IOException {
    DIFFERENCES.write("onnx-networks.md");
  }

  static Stream<Arguments> layeredNetworks() {
    LayeredShape one = LayeredShape.of(3, List.of(8), 2);
    LayeredShape two = LayeredShape.of(3, List.of(7, 5), 2);
    return Stream.of(
        Arguments.of("one layer", one),
        Arguments.of("two layers", two),
        Arguments.of("two layers, both directions", two.inBothDirections()),
        Arguments.of("peepholes", one.withCells(Forgetting.GATE, true)),
        Arguments.of(
            "peepholes, both directions", two.withCells(Forgetting.GATE, true).inBothDirections()),
        Arguments.of("coupled", one.withCells(Forgetting.COUPLED, false)),
        Arguments.of(
            "coupled, peepholes, both directions",
            two.withCells(Forgetting.COUPLED, true).inBothDirections()),
        Arguments.of("no forget gate", one.withCells(Forgetting.NEVER, false)),
        Arguments.of(
            "no forget gate, peepholes, both directions",
            two.withCells(Forgetting.NEVER, true).inBothDirections()),
        Arguments.of("one answer", two.inBothDirections().withReadOut(ReadOut.SEQUENCE)),
        Arguments.of(
            "one answer, no forget gate",
            two.withCells(Forgetting.NEVER, false)
                .inBothDirections()
                .withReadOut(ReadOut.SEQUENCE)),
        Arguments.of("embedding", LayeredShape.of(9, List.of(8), 4).withEmbedding(3)),
        Arguments.of("128 cells", LayeredShape.of(3, List.of(128), 2)));
  }

  @ParameterizedTest
  @MethodSource("layeredNetworks")
  void aLayeredNetworkAnswersTheSame(String name, LayeredShape shape) throws Exception {
    LayeredSettings settings =
        new LayeredSettings(
            shape,
            Initialiser.UNIFORM,
            1,
            LayeredLearning.of(new MeanSquaredError(), new Sgd(1, 0)));
    LayeredNetwork network = new LayeredNetwork(settings, Kernels.preferred(), new SeededRandom(3));
    network.load(spread(network.weights()));
    compare("layered, " + name, network, NetworkShape.Lstm.of(shape), shape.embeddingSize() > 0);
  }

  static Stream<Arguments> originalNetworks() {
    OriginalTopology usual = OriginalTopology.of(2, 1, 2, 2);
    return Stream.of(
        Arguments.of("2 blocks of 2 (task 4)", OriginalPresets.adding().topology(), false),
        Arguments.of(
            "Reber, 4 blocks of 1 (task 1)",
            OriginalPresets.embeddedReber(4, 1, 0.5).topology(),
            false),
        Arguments.of(
            "Reber with shortcuts, 3 blocks of 2 (1995)",
            OriginalPresets.embeddedReberWithShortcuts(3, 2, 0.5).topology(),
            false),
        Arguments.of(
            "noise-free, one cell (task 2)",
            OriginalPresets.noiseFree(6).topology().withBlocks(List.of(1)),
            false),
        Arguments.of("no biases (task 2c)", OriginalPresets.longLag(4).topology(), false),
        Arguments.of("blocks of 1, 3 and 2", usual.withBlocks(List.of(1, 3, 2)), false),
        Arguments.of("competing output gates", usual.withBlocks(List.of(2, 2, 1)), true),
        Arguments.of("no recurrence", usual.withHiddenSources(HiddenSources.NONE), false),
        Arguments.of("no input gates", gates(false, true), false),
        Arguments.of("no output gates", gates(true, false), false),
        Arguments.of("no gates", gates(false, false), false));
  }

  private static OriginalTopology gates(boolean input, boolean output) {
    return new OriginalTopology(
        2,
        3,
        List.of(2, 1),
        4,
        input,
        output,
        Squash.CENTERED_TWO,
        Squash.CENTERED_ONE,
        HiddenSources.ALL,
        true,
        Biases.ALL);
  }

  @ParameterizedTest
  @MethodSource("originalNetworks")
  void anOriginalNetworkAnswersTheSame(String name, OriginalTopology topology, boolean competition)
      throws Exception {
    OriginalSettings settings =
        OriginalSettings.of(topology, InitialWeights.within(1.5), 1)
            .withOutputGateCompetition(competition);
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(5));
    NetworkShape shape = new NetworkShape.Original(topology, competition);
    compare("original, " + name, network, shape, false);
  }

  private static void compare(String name, Learner network, NetworkShape shape, boolean symbols)
      throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    int size = network.inputSize();
    int[] numbers = IntStream.range(0, STEPS).map(_ -> random.nextInt(size)).toArray();
    double[] values = random.doubles((long) STEPS * size, -1, 1).toArray();
    Inputs inputs = symbols ? new Inputs.Symbols(numbers, size) : Inputs.Vectors.of(values, size);
    Predictor predictor = new Predictor.Answerer(shape, "any", Map.of());
    Artifact artifact = new Artifact(network.weights(), predictor, network.parameterCount());
    double[][] vectors = new double[STEPS][];
    Arrays.setAll(vectors, step -> Arrays.copyOfRange(values, step * size, (step + 1) * size));
    try (OnnxFile file = new OnnxFile(OnnxModel.of(artifact, Map.of("carrousel.model", name)))) {
      Object read = symbols ? Arrays.stream(numbers).asLongStream().toArray() : vectors;
      List<Double> expected = Arrays.stream(network.respond(inputs)).boxed().toList();
      DIFFERENCES.compare(name, expected, file.run(_ -> read).get("outputs"));
      assertThat(file.metadata()).containsEntry("carrousel.model", name);
    }
  }

  /** Weights so wide that gates open and close, biases too. */
  private static Tensors spread(Tensors weights) {
    SplittableRandom random = new SplittableRandom(7);
    List<Tensor> wide = new ArrayList<>();
    for (Tensor tensor : weights) {
      int rows = tensor.shape().getFirst();
      float[] values = new float[tensor.shape().stream().reduce(1, Math::multiplyExact)];
      double range =
          tensor.shape().size() == 1 ? 1 : 4 / Math.sqrt((double) values.length / rows + 4);
      for (int at = 0; at < values.length; at++) {
        values[at] = (float) random.nextDouble(-range, range);
      }
      wide.add(new Tensor.Floats(tensor.name(), tensor.shape(), values));
    }
    return new Tensors(wide);
  }
}
