package dev.carrousel.lstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vector kernels give the bits of the scalar ones. */
class BlockKernelsTests {

  static Stream<BlockShape> fitting() {
    return Stream.of(
            new int[] {0, 0, 1, 1},
            new int[] {0, 1},
            new int[] {0},
            new int[] {0, 0},
            new int[] {0, 1, 1},
            new int[] {0, 0, 1})
        .flatMap(blockOf ->
            Stream.of(shape(blockOf, 1, true), shape(blockOf, 2, true), shape(blockOf, 17, false)));
  }

  static Stream<BlockShape> wide() {
    return Stream.of(
            new int[] {0, 1, 2},
            new int[] {0, 1, 2, 3},
            new int[] {0, 0, 1, 1, 2, 2},
            new int[] {0, 0, 1, 2, 2},
            new int[] {0, 1, 1, 2, 3})
        .flatMap(blockOf ->
            Stream.of(shape(blockOf, 1, true), shape(blockOf, 8, true), shape(blockOf, 3, false)));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void vectorsAndScalarsGiveTheSameBits(BlockShape shape) {
    assumeThat(BlockKernels.preferred(layer(shape))).isInstanceOf(VectorBlocks.class);
    assertSameBits(shape);
  }

  @ParameterizedTest
  @MethodSource("wide")
  void twoVectorsAndScalarsGiveTheSameBits(BlockShape shape) {
    assumeThat(BlockKernels.preferred(layer(shape))).isInstanceOf(WideVectorBlocks.class);
    assertSameBits(shape);
  }

  private static void assertSameBits(BlockShape shape) {
    for (boolean symbols : new boolean[] {true, false}) {
      BlockLayer plain = layer(shape);
      BlockLayer fast = layer(shape);
      learn(plain, BlockKernels.scalar(plain), symbols);
      learn(fast, BlockKernels.preferred(fast), symbols);

      assertThat(fast.state).startsWith(Arrays.copyOf(plain.state, plain.cells));
      assertThat(fast.weights).isEqualTo(plain.weights);
    }
  }

  @Test
  void layersOfOtherShapesTakeTheScalarKernels() {
    BlockShape wide = shape(new int[] {0, 1, 2, 3, 4, 5}, 2, true);
    BlockShape deep = shape(new int[] {0, 0, 0}, 2, true);

    assertThat(BlockKernels.preferred(layer(wide))).isInstanceOf(ScalarBlocks.class);
    assertThat(BlockKernels.preferred(layer(deep))).isInstanceOf(ScalarBlocks.class);
  }

  @Test
  void vectorLogisticGivesTheBitsOfTheScalarOne() {
    assumeThat(BlockKernels.preferred(layer(fitting().findFirst().orElseThrow())))
        .isInstanceOf(VectorBlocks.class);
    double[] special = {
      0,
      -0.0,
      708,
      -708,
      709,
      -709,
      1e300,
      -1e300,
      Double.NaN,
      1e-320,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    RandomGenerator random = new SeededRandom(1);
    double[] x = new double[8 * 10_000];
    for (int at = 0; at < x.length; at++) {
      x[at] = at < special.length ? special[at] : random.nextGaussian() * (at % 3 == 0 ? 300 : 5);
    }
    for (int at = 0; at < x.length; at += 8) {
      double[] fast = Vectors.logistic(x, at);
      double[] each = Vectors.each(x, at);
      for (int lane = 0; lane < 8; lane++) {
        Double expected = Logistic.of(x[at + lane]);
        assertThat(Double.valueOf(fast[lane])).as("of %s", x[at + lane]).isEqualTo(expected);
        assertThat(Double.valueOf(each[lane])).as("of %s", x[at + lane]).isEqualTo(expected);
      }
    }
  }

  private static BlockShape shape(int[] blockOf, int inputs, boolean recurrent) {
    int blocks = blockOf[blockOf.length - 1] + 1;
    int lanes = 2 * blocks + blockOf.length;
    int[] sources = recurrent ? IntStream.range(0, lanes).toArray() : new int[] {0};
    Squashing g = Squashing.logistic(4, -2);
    Squashing h = Squashing.logistic(2, -1);
    return new BlockShape(blockOf, blocks, blocks, 0, sources, inputs, g, h, false);
  }

  private static BlockLayer layer(BlockShape shape) {
    int lanes = shape.inputGates() + shape.outputGates() + shape.blockOf().length;
    int width = BlockLayer.padded(lanes);
    double[] weights = new double[(1 + shape.sourceLane().length + shape.inputSize()) * width];
    RandomGenerator random = new SeededRandom(5);
    for (int at = 0; at < weights.length; at++) {
      weights[at] = at % width < lanes ? random.nextDouble(-1, 1) : 0;
    }
    return new BlockLayer(shape, weights);
  }

  private static void learn(BlockLayer layer, BlockKernels kernels, boolean symbols) {
    RandomGenerator random = new SeededRandom(6);
    int[] seen = IntStream.range(0, layer.rows).toArray();
    double[] arriving = new double[BlockLayer.padded(layer.cells)];
    for (int step = 0; step < 50; step++) {
      if (step == 25) {
        layer.reset();
      }
      layer.symbol = symbols ? random.nextInt(layer.rows - layer.inputRow) : -1;
      for (int row = layer.inputRow; row < layer.rows && !symbols; row++) {
        layer.source[row] = random.nextDouble(-1, 1);
      }
      kernels.step();
      kernels.carry();
      if (step % 3 != 1) {
        for (int cell = 0; cell < layer.cells; cell++) {
          arriving[cell] = random.nextDouble(-1, 1);
        }
        kernels.descend(layer.weights, 0.5, arriving, seen, seen.length);
      }
    }
  }

  /** Loaded only where vectors are. */
  private static final class Vectors {

    static double[] each(double[] x, int at) {
      double[] y = new double[8];
      VectorLogistic.each(x, at, y, 0, 8 / DoubleVector.SPECIES_PREFERRED.length());
      return y;
    }

    static double[] logistic(double[] x, int at) {
      return VectorLogistic.of(DoubleVector.fromArray(DoubleVector.SPECIES_512, x, at)).toArray();
    }
  }
}
