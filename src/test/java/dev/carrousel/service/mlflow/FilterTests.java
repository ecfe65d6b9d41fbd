package dev.carrousel.service.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTests {

  private static final Map<String, Object> RUN =
      Map.of(
          "METRIC.loss",
          0.25,
          "METRIC.result.test.a b.mae",
          3.0,
          "PARAM.network.layers",
          "[32]",
          "TAG.team",
          "Blue_1",
          "ATTRIBUTE.status",
          "FINISHED",
          "ATTRIBUTE.start_time",
          1000.0,
          "DATASET.name",
          "tide");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "metrics.loss = 0.25",
        "metrics.loss<1",
        "metric.loss >= 2.5e-1 AND metrics.loss <= 0.25",
        "metrics.loss != 7 and params.network.layers = '[32]'",
        "metrics.`result.test.a b.mae` > 2",
        "metrics.result.test.\"a b\".mae > -2",
        "params.network.layers LIKE '[%]'",
        "tags.team ILIKE 'blue_1'",
        "tag.team != \"Red\"",
        "attributes.status IN ('FAILED', 'FINISHED')",
        "status NOT IN ('FAILED')",
        "run.start_time > 999",
        "Created < 1001",
        "datasets.name = 'tide'"
      })
  void whatIsTrueOfARunMatchesIt(String filter) {
    assertThat(matches(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.loss > 0.25",
        "metrics.nothing != 1",
        "tags.team = 'blue_1'",
        "tags.team LIKE 'Blue_'",
        "tags.team LIKE 'Blue.1'",
        "params.network.layers LIKE '.32.'",
        "status = 'FINISHED' AND metrics.loss = 1",
        "status NOT IN ('FINISHED', 'FAILED')"
      })
  void whatIsNotTrueOfARunDoesNot(String filter) {
    assertThat(matches(filter)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          metrics.loss                             | At character 13: expected one of = != > >= < <=, found the end.
          metrics.loss = 'a'                       | At character 16: expected a number, found a.
          metrics.loss LIKE 'a'                    | At character 14: expected one of = != > >= < <=, found LIKE.
          params.a > 'x'                           | At character 10: expected one of = != LIKE ILIKE, found >.
          params.a = 5                             | At character 12: expected a text between quotes, found 5.
          params.a IN ('x')                        | At character 10: expected one of = != LIKE ILIKE, found IN.
          metrics.a = 1 OR metrics.b = 2           | At character 15: expected AND, found OR.
          metrics.a = 1 AND                        | At character 18: expected a name, found the end.
          status IN ('a' 'b')                      | At character 16: expected ), found b.
          status IN ()                             | At character 12: expected a text between quotes, found ).
          status = 'open                           | At character 10: expected a name, a value or a sign, found 'open.
          metrics. = 1                             | At character 10: expected a name, found =.
          datasets.size = 'x'                      | At character 10: expected one of [context, digest, name], found size.
          ; drop table run                         | At character 1: expected a name, a value or a sign, found ; drop table run.
          = 1                                      | At character 1: expected a name, found =.
          """)
  void whatCannotBeReadIsNamedWithItsPlace(String filter, String message) {
    assertThatThrownBy(() -> Filter.parse(filter, Vocabulary.RUNS))
        .isInstanceOf(MlflowException.class)
        .hasMessage(message);
  }

  @Test
  void whatAThingDoesNotHaveIsNamedWithWhatItHas() {
    assertThatThrownBy(() -> Filter.parse("metrics.a = 1", Vocabulary.EXPERIMENTS))
        .hasMessage("At character 1: expected one of [attributes, tags], found metrics.");
    assertThatThrownBy(() -> Filter.parse("attributes.colour = 'red'", Vocabulary.EXPERIMENTS))
        .hasMessage(
            "At character 12: expected one of [creation_time, experiment_id, last_update_time, name], found colour.");
  }

  @Test
  void runsAreSortedByEachKeyInTurnAndThoseWithoutAValueComeLast() {
    List<Map<String, Object>> runs =
        List.of(
            Map.of("PARAM.a", "x", "METRIC.m", 1.0),
            Map.of("PARAM.a", "y", "METRIC.m", 2.0),
            Map.of("PARAM.a", "x", "METRIC.m", Double.NaN),
            Map.of("PARAM.a", "x", "METRIC.m", 3.0),
            new HashMap<>());
    List<Subject.Bearer> sorted =
        Order.parse(List.of("params.a", "metrics.m DESC"), Vocabulary.RUNS)
            .sorted(runs.stream().map(FilterTests::bearer).toList());
    assertThat(sorted)
        .extracting(run -> run.value(new Subject(Kind.METRIC, "m", true)))
        .containsExactly(3.0, 1.0, Double.NaN, 2.0, null);
  }

  @Test
  void anOrderThatCannotBeReadIsNamedWithItsPlace() {
    assertThatThrownBy(() -> Order.parse(List.of("metrics.a UP"), Vocabulary.RUNS))
        .hasMessage("At character 11: expected ASC, DESC or the end, found UP.");
  }

  @Test
  void namesOfExperimentsSurviveTheirIdentifiers() {
    for (String name : List.of("Default", "0", "nc-1997/6a", "Gezeiten ä~2F", "a b.c_d", "~")) {
      assertThat(ExperimentId.name(ExperimentId.of(name))).isEqualTo(name);
      assertThat(ExperimentId.of(name)).matches("[A-Za-z0-9._~-]+");
    }
    assertThat(ExperimentId.of("Default")).isEqualTo("0");
    assertThat(ExperimentId.of("nc-1997/6a")).isEqualTo("nc-1997~2F6a");
  }

  private static boolean matches(String filter) {
    return Filter.parse(filter, Vocabulary.RUNS).matches(bearer(RUN));
  }

  private static Subject.Bearer bearer(Map<String, Object> values) {
    return subject -> values.get(subject.kind() + "." + subject.key());
  }
}
