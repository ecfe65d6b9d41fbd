package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrousel.lstm.insight.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden cases of an independent implementation; see golden/README.md. Both run in doubles. */
class GoldenTests {

  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest
  @ValueSource(strings = {"case1", "case2"})
  void activationsAndStatesAgree(String name) {
    GoldenCase golden = GoldenCase.read(name);
    Trace trace = golden.network(settings(golden, 1)).trace(golden.sequence().inputs());
    int compared = 0;
    for (String[] words : golden.expected()) {
      if (words[0].equals("act")) {
        int step = Integer.parseInt(words[1]);
        near(trace.netInput(step, words[2]), words[4], words);
        near(trace.activation(step, words[2]), words[6], words);
        compared++;
      } else if (words[0].equals("state")) {
        near(trace.state(Integer.parseInt(words[1]), words[2]), words[3], words);
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"case1", "case2"})
  void lossAgrees(String name) {
    GoldenCase golden = GoldenCase.read(name);
    OriginalSettings settings =
        settings(golden, 1).withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE);
    double loss = golden.network(settings).learn(List.of(golden.sequence())).loss();
    for (String[] words : golden.expected()) {
      if (words[0].equals("loss")) {
        near(loss, words[1], words);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"case1", "case2"})
  void truncatedGradientAgrees(String name) {
    GoldenCase golden = GoldenCase.read(name);
    OriginalSettings settings =
        settings(golden, 1).withGradient(ErrorFlow.TRUNCATED, UpdateMoment.SEQUENCE);

    agree(changeAfterOneSequence(golden, settings), golden.expected("grad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"case1", "case2"})
  void fullGradientAgrees(String name) {
    GoldenCase golden = GoldenCase.read(name);
    OriginalSettings settings =
        settings(golden, 1).withGradient(ErrorFlow.FULL, UpdateMoment.SEQUENCE);

    agree(changeAfterOneSequence(golden, settings), golden.expected("fullgrad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"case1", "case2"})
  void weightsAfterOnlineLearningAgree(String name) {
    GoldenCase golden = GoldenCase.read(name);
    OriginalNetwork network = golden.network(settings(golden, golden.learningRate()));
    network.learn(List.of(golden.sequence()));

    agree(NamedWeights.of(network), golden.expected("online_w"));
  }

  private static OriginalSettings settings(GoldenCase golden, double learningRate) {
    return OriginalSettings.of(golden.topology(), InitialWeights.within(0.2), learningRate);
  }

  private static Map<String, Double> changeAfterOneSequence(
      GoldenCase golden, OriginalSettings settings) {
    OriginalNetwork network = golden.network(settings);
    Map<String, Double> before = NamedWeights.of(network);
    network.learn(List.of(golden.sequence()));
    return NamedWeights.change(network, before);
  }

  private static void agree(Map<String, Double> actual, Map<String, Double> expected) {
    assertThat(expected).isNotEmpty();
    expected.forEach(
        (name, value) -> assertThat(actual.get(name)).as(name).isCloseTo(value, within(TOLERANCE)));
  }

  private static void near(double actual, String expected, String[] line) {
    assertThat(actual)
        .as(String.join(" ", line))
        .isCloseTo(Double.parseDouble(expected), within(TOLERANCE));
  }
}
