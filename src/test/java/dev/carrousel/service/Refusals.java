package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

/** What every refusal has in common. */
final class Refusals {

  private Refusals() {}

  /** A problem of RFC 9457 that gives nothing of the inside away. */
  static void assertProblem(Client.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).as(answer.text()).startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotBlank();
    assertThat(answer.body().path("code").asString()).isNotBlank();
    assertThat(answer.text())
        .doesNotContain(
            "Exception",
            "JsonToken",
            "Feature",
            "the expected type",
            "dev.carrousel",
            "tools.jackson");
  }
}
