package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Traces and diagnostics of both engines. */
@JourneyTest
class InsightJourneyTests {

  private static final String LAYERED =
      """
      {"model":"%s","seed":3,"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":12,"horizon":2},
       "network":{"type":"lstm","layers":[3]},"training":{"epochs":2}}
      """;
  private static final String ORIGINAL =
      """
      {"model":"%s","data":{"task":"adding"},"network":{"type":"original","blocks":[2]},"training":{"stop":{"maxSequences":20}}}
      """;
  private static final String VECTORS = "{\"vectors\":[[0.5,1],[0.1,0],[0.2,-1],[0.3,0]]}";

  @Autowired private Client client;

  @Test
  void aLayeredForecasterIsTracedAfterTheEndOfItsData() {
    client.train(LAYERED.formatted("seen"));
    JsonNode steps = client.post("/api/v1/models/seen/traces", "{}").body().path("steps");
    assertThat(steps.size()).isEqualTo(12);
    JsonNode last = steps.path(11);
    assertThat(last.at("/activations/l0.f2").asDouble()).isBetween(0.0, 1.0);
    double shown =
        last.at("/activations/l0.o0").asDouble() * Math.tanh(last.at("/states/l0.c0").asDouble());
    assertThat(last.at("/activations/l0.h0").asDouble()).isCloseTo(shown, within(1e-12));
  }

  @Test
  void aLayeredNetworkForgetsAndItsErrorReachesBack() {
    client.train(LAYERED.formatted("summed"));
    JsonNode found =
        client.post("/api/v1/models/summed/diagnostics", "{\"sequences\":[{}],\"lags\":5}").body();
    assertThat(found.path("steps").asInt()).isEqualTo(12);
    assertThat(found.path("saturation").size()).isEqualTo(3);
    assertThat(found.at("/saturation/1/gate").asString()).isEqualTo("forget");
    assertThat(found.at("/halfLives/0/cells").asInt()).isEqualTo(3);
    assertThat(found.at("/halfLives/0/quantiles/3/steps").asDouble()).isPositive();
    assertThat(found.has("halfLifeReason")).isFalse();
    JsonNode lags = found.at("/errorReach/0/lags");
    assertThat(lags.size()).isEqualTo(5);
    assertThat(lags.path(4).path("carrousel").asDouble())
        .isPositive()
        .isLessThan(lags.path(0).path("carrousel").asDouble());
  }

  @Test
  void anOriginalNetworkHasNoHalfLifeAndSaysWhy() {
    client.train(ORIGINAL.formatted("block"));
    JsonNode found =
        client
            .post(
                "/api/v1/models/block/diagnostics",
                "{\"sequences\":[%s,%s],\"target\":[0.7]}".formatted(VECTORS, VECTORS))
            .body();
    assertThat(found.path("steps").asInt()).isEqualTo(8);
    assertThat(found.path("halfLives").size()).isZero();
    assertThat(found.path("halfLifeReason").asString()).contains("weight 1");
    JsonNode lags = found.at("/errorReach/0/lags");
    assertThat(lags.size()).isEqualTo(4);
    assertThat(lags.path(3).path("carrousel").asDouble())
        .isEqualTo(lags.path(0).path("state").asDouble());
    JsonNode trace = client.post("/api/v1/models/block/traces", VECTORS).body();
    assertThat(trace.at("/steps/3/states").has("c0.1")).isTrue();
  }

  @Test
  void wrongQuestionsAreNamed() {
    client.train(ORIGINAL.formatted("asked"));
    String path = "/api/v1/models/asked/diagnostics";
    assertThat(client.post(path, "{\"sequences\":[]}").text()).contains("#/sequences");
    assertThat(client.post(path, "{\"sequences\":[{}]}").text()).contains("#/sequences/0");
    assertThat(client.post(path, "{\"sequences\":[%s],\"target\":[1,2]}".formatted(VECTORS)).text())
        .contains("#/target");
    assertThat(client.post(path, "{\"sequences\":[%s],\"lags\":0}".formatted(VECTORS)).status())
        .isEqualTo(422);
    String endless = "{\"vectors\":[" + "[0,1],".repeat(90_000) + "[0,1]]}";
    assertThat(client.post("/api/v1/models/asked/traces", endless).text()).contains("too_long");
    assertThat(client.post("/api/v1/models/nobody/diagnostics", "{\"sequences\":[{}]}").status())
        .isEqualTo(404);
  }
}
