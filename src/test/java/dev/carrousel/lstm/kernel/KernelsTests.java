package dev.carrousel.lstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All kernels must agree to the last bit; of NaN only that it is one. */
class KernelsTests {

  private static final int[] ROWS = {1, 2, 5, 6, 7, 13, 64, 65, 130};
  private static final int[] SOURCES = {1, 2, 7, 13, 100};
  private static final int[] GATES = {1, 4};
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    -0f,
    0f,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    -200f,
    88f,
    7.9053f
  };

  private final RandomGenerator random = new SplittableRandom(5);
  private final Workspace workspace = new Workspace();

  @Test
  void theModuleIsPresentSoVectorsArePreferred() {
    assertThat(Kernels.preferred().name()).startsWith("vector-");
    assertThat(Kernels.scalar().name()).isEqualTo("scalar");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 49, 64, 100})
  void productsAgree(int units) {
    for (int gates : GATES) {
      for (int sources : SOURCES) {
        for (int rows : ROWS) {
          Panels w = panels(sources, units, gates);
          AlignedPanels plain = Kernels.scalar().align(w);
          AlignedPanels lines = Kernels.vector().align(w);
          int lanes = w.count() * w.width();
          Rows x = rows(rows, sources + 3);
          float[] expected = numbers(3 + rows * (lanes + 16));
          float[] actual = expected.clone();
          Kernels.scalar().multiply(x, plain, new Rows(expected, 3, lanes + 16, rows), workspace);
          Kernels.vector().multiply(x, lines, new Rows(actual, 3, lanes + 16, rows), workspace);
          assertSame(actual, expected);
          Rows inTwo = new Rows(actual, 3, lanes + 16, rows);
          int half = sources / 2;
          Rows rest = new Rows(x.values(), x.offset() + half, x.stride(), rows);
          Kernels.vector().multiplyTo(x, lines, half, inTwo, workspace);
          Kernels.vector().multiplyFrom(rest, lines, half, inTwo);
          assertSame(actual, expected);
          Kernels.scalar().multiplyTo(x, plain, half, inTwo, workspace);
          Kernels.scalar().multiplyFrom(rest, plain, half, inTwo);
          assertSame(actual, expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1025, 2049})
  void productsOfManySourcesAgree(int sources) {
    for (int rows : ROWS) {
      Panels w = panels(sources, 17, 4);
      int lanes = w.count() * w.width();
      Rows x = rows(rows, sources + 3);
      Rows expected = rows(rows, lanes + 16);
      Rows actual = rows(rows, lanes + 16);
      Kernels.scalar().multiply(x, Kernels.scalar().align(w), expected, workspace);
      Kernels.vector().multiply(x, Kernels.vector().align(w), actual, workspace);
      for (int row = 0; row < rows; row++) {
        assertSame(results(actual, row, lanes), results(expected, row, lanes));
      }
    }
  }

  private static float[] results(Rows rows, int row, int lanes) {
    return Arrays.copyOfRange(rows.values(), rows.start(row), rows.start(row) + lanes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 49, 64, 100})
  void gradientsOfWeightsAgree(int units) {
    for (int gates : GATES) {
      for (int sources : SOURCES) {
        for (int rows : ROWS) {
          Panels expected = panels(sources, units, gates);
          float[] actual = expected.values().clone();
          Rows x = rows(rows, sources + 3);
          Rows dy = rows(rows, expected.count() * expected.width() + 16);
          Kernels.scalar().accumulate(x, dy, expected, workspace);
          Kernels.vector()
              .accumulate(x, dy, new Panels(actual, 5, sources, units, gates), workspace);
          assertSame(actual, expected.values());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 100})
  void transposedWeightsAgree(int units) {
    for (int gates : GATES) {
      for (int sources : SOURCES) {
        Panels w = panels(sources, units, gates);
        Panels expected = Panels.ofColumns(w.count() * w.width(), (sources + 1) / 2);
        Panels actual = Panels.ofColumns(w.count() * w.width(), (sources + 1) / 2);
        AlignedPanels lines = Kernels.vector().align(actual);
        Kernels.scalar()
            .transpose(w, sources / 2, (sources + 1) / 2, Kernels.scalar().align(expected));
        Kernels.vector().transpose(w, sources / 2, (sources + 1) / 2, lines);
        assertSame(actual.values(), expected.values());
        if (lines.lines() != null) {
          assertSame(lines.lines().toArray(ValueLayout.JAVA_FLOAT), expected.values());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 100})
  void cellsAgreeForthAndBack(int units) {
    for (Forgetting forgetting : Forgetting.values()) {
      cellsAgree(units, forgetting, null);
      cellsAgree(units, forgetting, panels(1, units, 3));
    }
  }

  private void cellsAgree(int units, Forgetting forgetting, Panels peepholes) {
    for (int rows : ROWS) {
      CellStep expected = cellStep(units, forgetting, peepholes, rows);
      CellStep actual = copy(expected);
      Kernels.scalar().forward(expected);
      Kernels.vector().forward(actual);
      assertSame(actual, expected);
      Rows dHidden = rows(rows, units);
      Rows dRecurrent = rows(rows, units + 7);
      Rows dCell = rows(rows, units + 1);
      Rows copied = copy(dCell);
      Kernels.scalar().backward(expected, dHidden, dRecurrent, dCell);
      Kernels.vector().backward(actual, dHidden, dRecurrent, copied);
      assertSame(actual, expected);
      assertSame(copied.values(), dCell.values());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 100})
  void gradientsOfPeepholesAgree(int units) {
    for (int rows : ROWS) {
      Rows dGates = rows(rows, Panels.count(units) * 4 * Kernels.LANES);
      Rows before = rows(rows, units);
      Rows cells = rows(rows, units + 3);
      Panels expected = panels(1, units, 3);
      Panels actual = new Panels(expected.values().clone(), 5, 1, units, 3);
      Kernels.scalar().accumulatePeepholes(dGates, before, cells, expected);
      Kernels.vector().accumulatePeepholes(dGates, before, cells, actual);
      assertSame(actual.values(), expected.values());
    }
  }

  private CellStep cellStep(int units, Forgetting forgetting, Panels peepholes, int rows) {
    int gates = Panels.count(units) * 4 * Kernels.LANES;
    return new CellStep(
        units,
        forgetting,
        peepholes,
        rows(rows, gates + 16),
        rows(rows, units),
        rows(rows, units + 1),
        rows(rows, units + 2),
        rows(rows, units + 5));
  }

  private static CellStep copy(CellStep cell) {
    return new CellStep(
        cell.units(),
        cell.forgetting(),
        cell.peepholes(),
        copy(cell.gates()),
        copy(cell.before()),
        copy(cell.cells()),
        copy(cell.squashed()),
        copy(cell.hidden()));
  }

  private static Rows copy(Rows rows) {
    return new Rows(rows.values().clone(), rows.offset(), rows.stride(), rows.count());
  }

  private Panels panels(int sources, int units, int gates) {
    return new Panels(numbers(5 + Panels.length(sources, units, gates)), 5, sources, units, gates);
  }

  private Rows rows(int count, int stride) {
    return new Rows(numbers(3 + count * stride), 3, stride, count);
  }

  /** Mostly ordinary numbers, so that NaN does not hide the others. */
  private float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int at = 0; at < length; at++) {
      boolean special = random.nextInt(400) == 0;
      numbers[at] =
          special ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextGaussian(0, 3);
    }
    return numbers;
  }

  private static void assertSame(CellStep actual, CellStep expected) {
    assertSame(actual.gates().values(), expected.gates().values());
    assertSame(actual.before().values(), expected.before().values());
    assertSame(actual.cells().values(), expected.cells().values());
    assertSame(actual.squashed().values(), expected.squashed().values());
    assertSame(actual.hidden().values(), expected.hidden().values());
  }

  private static void assertSame(float[] actual, float[] expected) {
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    Arrays.setAll(bits, at -> Float.floatToIntBits(numbers[at]));
    return bits;
  }
}
