package dev.carrousel.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Encoding;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StoredPredictorTests {

  private static final String FIRST_VERSION =
      """
      {"problem":"forecast",
       "network":{"type":"lstm","inputSize":1,"layers":[8],"outputSize":2},
       "frame":{"inputs":["load"],"targets":["load"],"window":3,"horizon":2,"centering":"WINDOW_MEAN",
                "scaling":{"means":[100.5],"deviations":[2.5]}},
       "history":[1.0,2.0,3.0],"historyEnd":"2020-01-03","spacing":"P1D"}
      """;

  @Test
  void aForecasterOfTheFirstVersionIsStillRead() {
    Predictor.Forecaster forecaster =
        (Predictor.Forecaster) StoredPredictor.read(FIRST_VERSION, new JsonMapper());
    assertThat(forecaster.frame().encoding().columns())
        .containsExactly(new Encoding.Column("load", List.of(), 100.5, 2.5, false));
    assertThat(forecaster.frame().runsOn()).isFalse();
    assertThat(forecaster.frame().outputSize()).isEqualTo(2);
    assertThat(forecaster.frame().seasons()).containsExactly(ForecastFrame.Season.NONE);
    assertThat(forecaster.histories())
        .containsExactly(
            new Predictor.History("", List.of(1.0, 2.0, 3.0), null, "2020-01-03", null));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    JsonMapper json = new JsonMapper();
    Predictor read = StoredPredictor.read(FIRST_VERSION, json);
    assertThat(StoredPredictor.read(json.writeValueAsString(read), json)).isEqualTo(read);
  }
}
