package dev.carrousel.lstm.sequence;

/**
 * The inputs of one sequence, step by step. Immutable by contract: nobody writes to the arrays
 * after construction.
 */
public sealed interface Inputs {

  /**
   * Number of steps.
   *
   * @return sequence length T, at least 1
   */
  int length();

  /**
   * Width of the input vector that a network sees at each step.
   *
   * @return input size I, at least 1
   */
  int size();

  /**
   * One component of one input vector.
   *
   * @param step step, 0 to T-1
   * @param index component, 0 to I-1
   * @return the value
   */
  double at(int step, int index);

  /**
   * One symbol per step out of an alphabet, seen by the network as a one-hot vector: component
   * {@code symbols[t]} is 1, all others 0.
   *
   * @param symbols shape [T], each 0 to alphabetSize-1; owned by this record
   * @param alphabetSize number of symbols, at least 1
   */
  record Symbols(int[] symbols, int alphabetSize) implements Inputs {

    /** Checks that there is at least one symbol and that each is of the alphabet. */
    public Symbols {
      requireSteps(symbols.length);
      for (int symbol : symbols) {
        if (symbol < 0 || symbol >= alphabetSize) {
          throw new IllegalArgumentException(
              "symbol must be 0 to %d, was %d".formatted(alphabetSize - 1, symbol));
        }
      }
    }

    @Override
    public int length() {
      return symbols.length;
    }

    @Override
    public int size() {
      return alphabetSize;
    }

    @Override
    public double at(int step, int index) {
      return symbols[step] == index ? 1 : 0;
    }
  }

  /**
   * One vector of numbers per step: a view of {@code length} consecutive rows of a row-major
   * matrix, so that many windows share the matrix of their series.
   *
   * @param values row-major matrix, rows of {@code size} numbers; shared, never written
   * @param firstRow the matrix row that is step 0
   * @param length number of steps T, at least 1
   * @param size input size I, at least 1
   */
  record Vectors(double[] values, int firstRow, int length, int size) implements Inputs {

    /** Checks that all rows lie inside the matrix. */
    public Vectors {
      requireSteps(length);
      if (size < 1) {
        throw new IllegalArgumentException("size must be positive, was " + size);
      }
      if (firstRow < 0 || (long) (firstRow + length) * size > values.length) {
        throw new IllegalArgumentException(
            "rows %d to %d of width %d must lie inside %d values"
                .formatted(firstRow, firstRow + length - 1, size, values.length));
      }
    }

    /**
     * A matrix of its own.
     *
     * @param values shape [T, size], row-major; owned by the new object
     * @param size input size I
     * @return all rows as the steps of one sequence
     */
    public static Vectors of(double[] values, int size) {
      return new Vectors(values, 0, values.length / size, size);
    }

    @Override
    public double at(int step, int index) {
      return values[(firstRow + step) * size + index];
    }
  }

  private static void requireSteps(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a sequence must have at least one step, had " + length);
    }
  }
}
