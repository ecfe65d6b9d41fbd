package dev.carrousel.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeStepsTests {

  @ParameterizedTest
  @CsvSource({
    "2024-01, P1M, 2024-02",
    "2024-01, P1Y, 2025-01",
    "2024-01, P7D, 2024-01-08",
    "2024-01, PT1H, 2024-01-01T01:00:00",
    "2024-02-29, P1M, 2024-03-31",
    "2024-01-01T12:00Z, PT1H, 2024-01-01T13:00:00Z",
    "1700, 5, 1705"
  })
  void stepsAreReckonedInTheWayAMomentIsWritten(String time, String spacing, String next) {
    assertThat(TimeSteps.after(time, spacing, 1)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01, 2024-01",
    "2024-01-01T00:00, 2024-01-01",
    "2024-01-01 12:00, 2024-01-01T12:00:00",
    "2024-01-01 12:00Z, 2024-01-01T12:00Z",
    "2024-01-01T08:00-05:00, 2024-01-01T08:00-05:00",
    "1.70e3, 1700"
  })
  void monthsAndOffsetsAreAnsweredAsTheyWereWritten(String time, String answered) {
    assertThat(TimeSteps.canonical(time)).isEqualTo(answered);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05, 1711929600, 1711929600, 2024-04",
    "2024-05-01, 1711929600, 1711929600, 2024-04-01",
    "2024-05-01T00:00Z, 1711929600, 1711929600, 2024-04-01T00:00:00Z",
    "2024-05-01T00:00+02:00, 1711929600, 1711922400, 2024-04-01T00:00:00+02:00"
  })
  void momentsAreWrittenLikeOthers(String like, double clock, double instant, String text) {
    assertThat(TimeSteps.textLike(like, clock, instant)).isEqualTo(text);
  }
}
