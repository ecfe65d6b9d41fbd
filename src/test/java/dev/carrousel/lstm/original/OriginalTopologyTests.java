package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weight counts are those of NC97, Table 10. */
class OriginalTopologyTests {

  @Test
  void presetsHaveThePublishedWeightCounts() {
    assertThat(OriginalPresets.embeddedReber(4, 1, 0.1).topology().weightCount()).isEqualTo(264);
    assertThat(OriginalPresets.embeddedReber(3, 2, 0.1).topology().weightCount()).isEqualTo(276);
    assertThat(OriginalPresets.noise(1).topology().weightCount()).isEqualTo(102);
    assertThat(OriginalPresets.adding().topology().weightCount()).isEqualTo(93);
    assertThat(OriginalPresets.multiplication().topology().weightCount()).isEqualTo(93);
    assertThat(OriginalPresets.temporalOrderOfTwo().topology().weightCount()).isEqualTo(156);
    assertThat(OriginalPresets.temporalOrderOfThree().topology().weightCount()).isEqualTo(308);
  }

  @Test
  void presetsNameABiasForEachOutputGateAndNoMore() {
    assertThat(OriginalPresets.embeddedReber(3, 2, 0.1).initialWeights().outputGateBiases())
        .containsExactly(-1.0, -2.0, -3.0);
    assertThat(OriginalPresets.embeddedReber(4, 1, 0.1).initialWeights().outputGateBiases())
        .containsExactly(-1.0, -2.0, -3.0, -4.0);
  }

  @Test
  void noiseFreeNetworkHasThePublishedWeightCountOnceACellHasJoined() {
    OriginalTopology topology = OriginalPresets.noiseFree(101).topology();

    assertThat(topology.weightCount()).isEqualTo(101 * 101);
    assertThat(topology.withBlocks(List.of(1)).weightCount()).isEqualTo(10504);
  }

  @ParameterizedTest
  @CsvSource({"50,364", "100,664", "200,1264", "500,3064", "1000,6064"})
  void longLagNetworkHasThePublishedWeightCounts(int distractors, int count) {
    assertThat(OriginalPresets.longLag(distractors).topology().weightCount()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"4,36", "10,144", "100,10404"})
  void rivalsOfTheNoiseFreeTaskHaveThePublishedWeightCounts(int lag, int count) {
    OriginalTopology topology =
        new OriginalTopology(
            lag + 1,
            lag + 1,
            List.of(),
            1,
            false,
            false,
            Squash.CENTERED_TWO,
            Squash.CENTERED_ONE,
            HiddenSources.ALL,
            true,
            Biases.NONE);

    assertThat(topology.weightCount()).isEqualTo(count);
  }

  @Test
  void countIsThatOfTheWeightsThatExist() {
    OriginalTopology topology =
        new OriginalTopology(
            3,
            2,
            List.of(2, 1),
            2,
            true,
            true,
            Squash.CENTERED_TWO,
            Squash.CENTERED_ONE,
            HiddenSources.ALL,
            true,
            Biases.ALL);
    OriginalNetwork network =
        new OriginalNetwork(
            OriginalSettings.of(topology, InitialWeights.within(0.1), 1), new SeededRandom(1));

    assertThat(NamedWeights.of(network)).hasSize(topology.weightCount());
    assertThat(network.parameterCount()).isEqualTo(topology.weightCount());
  }

  @Test
  void initialWeightsStayInTheirRangeExceptSpecialBiases() {
    OriginalNetwork network = new OriginalNetwork(OriginalPresets.noise(1), new SeededRandom(5));
    Map<String, Double> weights = NamedWeights.of(network);

    assertThat(weights)
        .containsEntry("in0 b", -1.0)
        .containsEntry("in2 b", -5.0)
        .containsEntry("out1 b", -4.0);
    weights.keySet().removeIf(name -> name.matches("(in|out)\\d b"));
    assertThat(weights.values()).allMatch(value -> Math.abs(value) <= 0.1 && value != 0);
  }

  @Test
  void blockWithoutCellsIsRefused() {
    assertThatThrownBy(() -> OriginalTopology.of(1, 1, 1, 0))
        .hasMessageContaining("blocks must have a positive number of cells");
  }

  @Test
  void networkWithoutHiddenUnitsNeedsConstruction() {
    OriginalSettings growing = OriginalPresets.noiseFree(5);

    assertThat(growing.topology().hiddenSize()).isZero();
    assertThatThrownBy(() -> growing.withConstruction(null))
        .hasMessage("blocks must not be empty without construction or conventionalUnits, were []");
  }
}
