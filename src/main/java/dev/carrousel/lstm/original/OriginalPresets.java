package dev.carrousel.lstm.original;

import java.util.List;

/**
 * The networks of the published experiments, as NC97 Tables 10 and 11 describe them. Where the
 * published figures were found to need another reading, the method says which.
 */
public final class OriginalPresets {

  private OriginalPresets() {}

  /**
   * Task 1, embedded Reber grammar: 264 weights with 4 blocks of 1, 276 with 3 blocks of 2.
   *
   * @param blocks 3 or 4
   * @param cellsPerBlock 2 or 1
   * @param learningRate 0.1, 0.2 or 0.5
   * @return the settings of 1997
   */
  public static OriginalSettings embeddedReber(int blocks, int cellsPerBlock, double learningRate) {
    OriginalTopology topology =
        OriginalTopology.of(7, 7, blocks, cellsPerBlock).withBiases(Biases.GATES);
    List<Double> outputGateBiases = List.of(-1.0, -2.0, -3.0, -4.0).subList(0, blocks);
    InitialWeights initial = new InitialWeights(0.2, List.of(), outputGateBiases);
    return OriginalSettings.of(topology, initial, learningRate);
  }

  /**
   * Task 1 with the topology of the report of 1995, with which the published figures can be
   * reached: inputs feed outputs, outputs are biased, gates do not feed the hidden layer.
   *
   * @param blocks 3 or 4
   * @param cellsPerBlock 2 or 1
   * @param learningRate 0.1, 0.2 or 0.5
   * @return the settings
   */
  public static OriginalSettings embeddedReberWithShortcuts(
      int blocks, int cellsPerBlock, double learningRate) {
    OriginalSettings settings = embeddedReber(blocks, cellsPerBlock, learningRate);
    return settings.withTopology(
        settings
            .topology()
            .withShortcuts(true)
            .withBiases(Biases.GATES_AND_OUTPUTS)
            .withHiddenSources(HiddenSources.WITHOUT_GATES));
  }

  /**
   * Tasks 2a and 2b, noise-free sequences: begins as inputs and outputs alone; cells with an input
   * gate, g in [0,1], h the identity, no output gate and no bias join. 10504 weights with one cell
   * for alphabetSize 101.
   *
   * @param alphabetSize p + 1
   * @return the settings of 1997
   */
  public static OriginalSettings noiseFree(int alphabetSize) {
    OriginalTopology topology =
        new OriginalTopology(
            alphabetSize,
            alphabetSize,
            List.of(),
            0,
            true,
            false,
            Squash.UNIT,
            Squash.IDENTITY,
            HiddenSources.NONE,
            true,
            Biases.NONE);
    return new OriginalSettings(
        topology,
        InitialWeights.within(0.2),
        1.0,
        UpdateMoment.STEP,
        ErrorFlow.TRUNCATED,
        new OutputDelta.Squared(),
        false,
        Construction.USUAL);
  }

  /**
   * Tasks 2a and 2b with biases and recurrent weights, without which the published figures were
   * never reached.
   *
   * @param alphabetSize p + 1
   * @return the settings
   */
  public static OriginalSettings noiseFreeRecurrent(int alphabetSize) {
    OriginalSettings settings = noiseFree(alphabetSize);
    return settings.withTopology(
        settings.topology().withBiases(Biases.ALL).withHiddenSources(HiddenSources.ALL));
  }

  /**
   * Task 2c, very long lags among distractors: 364 weights for 50 distractors, 6064 for 1000.
   *
   * @param distractors p
   * @return the settings of 1997; without hidden sources it learns also at long lags
   */
  public static OriginalSettings longLag(int distractors) {
    OriginalTopology topology =
        OriginalTopology.of(distractors + 4, 2, 2, 1).withBiases(Biases.NONE);
    return OriginalSettings.of(topology, InitialWeights.within(0.2), 0.01);
  }

  /**
   * Tasks 3a to 3c, noise and signal on one line: 102 weights.
   *
   * @param learningRate 1.0 for 3a and 3b, 0.1 for 3c
   * @return the settings of 1997
   */
  public static OriginalSettings noise(double learningRate) {
    OriginalTopology topology = OriginalTopology.of(1, 1, 3, 1).withBiases(Biases.HIDDEN);
    InitialWeights initial =
        new InitialWeights(0.1, List.of(-1.0, -3.0, -5.0), List.of(-2.0, -4.0, -6.0));
    return OriginalSettings.of(topology, initial, learningRate);
  }

  /**
   * Task 4, adding: 93 weights.
   *
   * @return the settings of 1997; with {@link OutputDelta.CrossEntropy} it reaches the strict stop
   */
  public static OriginalSettings adding() {
    InitialWeights initial = new InitialWeights(0.1, List.of(-3.0, -6.0), List.of());
    return OriginalSettings.of(OriginalTopology.of(2, 1, 2, 2), initial, 0.5);
  }

  /**
   * Task 5, multiplication: 93 weights.
   *
   * @return the settings of 1997
   */
  public static OriginalSettings multiplication() {
    return OriginalSettings.of(OriginalTopology.of(2, 1, 2, 2), InitialWeights.within(0.1), 0.1);
  }

  /**
   * Task 6a, temporal order of two symbols: 156 weights.
   *
   * @return the settings of 1997
   */
  public static OriginalSettings temporalOrderOfTwo() {
    InitialWeights initial = new InitialWeights(0.1, List.of(-2.0, -4.0), List.of());
    return OriginalSettings.of(OriginalTopology.of(8, 4, 2, 2), initial, 0.5);
  }

  /**
   * Task 6b, temporal order of three symbols: 308 weights.
   *
   * @return the settings of 1997
   */
  public static OriginalSettings temporalOrderOfThree() {
    InitialWeights initial = new InitialWeights(0.1, List.of(-2.0, -4.0, -6.0), List.of());
    return OriginalSettings.of(OriginalTopology.of(8, 8, 3, 2), initial, 0.1);
  }
}
