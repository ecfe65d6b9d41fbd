package dev.carrousel.service;

import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Moments as clocks of a place show them. */
final class Clocks {

  private Clocks() {}

  /** Some hours after a day begins in Berlin, in whose second night the clock is set back. */
  static String berlin(int hour) {
    return OffsetDateTime.parse("2023-10-28T00:00:00+02:00")
        .plusHours(hour)
        .atZoneSameInstant(ZoneId.of("Europe/Berlin"))
        .toOffsetDateTime()
        .toString();
  }
}
