package dev.carrousel.lstm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.lstm.original.Construction;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.task.Task;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PapersTests {

  static List<String> ids() {
    return ids(_ -> true);
  }

  static List<String> countedIds() {
    return ids(experiment ->
        experiment.reading().kind() == Reading.Kind.LITERAL
            && experiment.published().weights() != null);
  }

  static List<String> otherReadings() {
    return ids(experiment ->
        experiment.reading().kind() != Reading.Kind.LITERAL
            && experiment.published().meanSequences() != null);
  }

  @Test
  void thereAreThreePapers() {
    assertThat(Papers.all())
        .extracting(Paper::id)
        .containsExactly("fki-207-95", "nips-1996", "nc-1997");
  }

  @Test
  void idsAreUniqueAndFitIntoAnAddress() {
    assertThat(ids())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(70)
        .allMatch(id -> id.matches("[a-z0-9.-]+"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyNetworkFitsItsTask(String id) {
    Experiment experiment = experiment(id);
    OriginalNetwork network = experiment.network(1);
    Task task = experiment.plan(0, 1).createTask();
    Sequence sequence = task.next(new SeededRandom(1));
    assertThat(network.learn(List.of(sequence)).loss()).isFinite();
    assertThat(network.outputSize()).isEqualTo(task.outputSize());
  }

  @ParameterizedTest
  @MethodSource("countedIds")
  void settingsToTheLetterHaveThePublishedNumberOfWeights(String id) {
    Experiment experiment = experiment(id);
    assertThat(experiment.published().weights()).isEqualTo(grown(experiment).weightCount());
  }

  @ParameterizedTest
  @CsvSource({
    "1-4x1-0.1, 264",
    "1-3x2-0.5, 276",
    "2a, 10504",
    "2c-50-50, 364",
    "2c-1000-1000, 6064",
    "3c-100-1, 102",
    "4-1000, 93",
    "nips-adding-100, 93",
    "5-13, 93",
    "6a, 156",
    "6b, 308"
  })
  void weightCountsAreThoseInPrint(String id, int weights) {
    assertThat(experiment(id).published().weights()).isEqualTo(weights);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyRowSaysWhereItComesFromAndHowItIsRead(String id) {
    Experiment experiment = experiment(id);
    assertThat(experiment.title()).isNotBlank();
    assertThat(experiment.citation()).isNotBlank();
    assertThat(experiment.reading().text()).matches("(?s)[A-Z].{40,}\\.");
    assertThat(experiment.trials()).isBetween(10, 30);
  }

  /** Other readings carry the id of the row to the letter, and its figures. */
  @ParameterizedTest
  @MethodSource("otherReadings")
  void otherReadingsStandBesideTheirRowAndItsFigures(String id) {
    Experiment experiment = experiment(id);
    assertThat(
            ids().stream()
                .filter(other -> id.startsWith(other + "-"))
                .map(PapersTests::experiment)
                .filter(other -> other.reading().kind() == Reading.Kind.LITERAL))
        .singleElement()
        .satisfies(literal -> {
          assertThat(literal.published()).isEqualTo(experiment.published());
          assertThat(List.of(literal.settings(), literal.values()))
              .isNotEqualTo(List.of(experiment.settings(), experiment.values()));
        });
  }

  @ParameterizedTest
  @MethodSource("ids")
  void trialsMayLastWellBeyondThePublishedMean(String id) {
    Experiment experiment = experiment(id);
    assertThat(experiment.maxSequences())
        .isGreaterThanOrEqualTo(Math.round(2 * experiment.acceptance().highestMean()));
    Published.Range range = experiment.published().range();
    assertThat(range == null || range.most() < experiment.maxSequences()).isTrue();
  }

  @Test
  void reberTrialsUseThreePairsOfSetsTenTimesEach() {
    Experiment experiment = experiment("1-3x2-0.5");
    assertThat(IntStream.range(0, 30).mapToObj(trial -> stringSet(experiment, trial)))
        .containsExactlyElementsOf(
            IntStream.range(0, 30).<Object>mapToObj(trial -> 1 + trial / 10).toList());
    assertThatThrownBy(() -> experiment.plan(30, 1))
        .hasMessage("trial of 1-3x2-0.5 must be 0 to 29, was 30");
  }

  @Test
  void resultsWithinAFactorOfTwoAreAccepted() {
    Acceptance acceptance = experiment("1-3x2-0.5").acceptance();
    assertThat(acceptance.accepts(90, 4_220)).isTrue();
    assertThat(acceptance.accepts(100, 16_880)).isTrue();
    assertThat(acceptance.accepts(89.9, 8_440)).isFalse();
    assertThat(acceptance.accepts(100, 16_881)).isFalse();
    assertThat(acceptance.accepts(100, 4_219)).isFalse();
    assertThat(acceptance.accepts(0, Double.NaN)).isFalse();
  }

  private static List<String> ids(Predicate<Experiment> wanted) {
    return Papers.all().stream()
        .flatMap(paper -> paper.experiments().stream())
        .filter(wanted)
        .map(Experiment::id)
        .toList();
  }

  private static Object stringSet(Experiment experiment, int trial) {
    return experiment.plan(trial, 1).values().getOrDefault("stringSet", "none");
  }

  private static Experiment experiment(String id) {
    return Papers.experiment(id).orElseThrow();
  }

  /** The topology once no more blocks join. */
  private static OriginalTopology grown(Experiment experiment) {
    OriginalTopology topology = experiment.settings().topology();
    Construction construction = experiment.settings().construction();
    return construction == null
        ? topology
        : topology.withBlocks(
            Collections.nCopies(construction.maximumBlocks(), construction.cellsPerBlock()));
  }
}
