package dev.carrousel.service.datasets;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Watches the steps of a time column by its instants, which order the rows, and by its clocks, for
 * a day is a day also where a clock is set forward or back.
 */
final class TimeSpacing {

  private final EqualSteps instants = new EqualSteps();
  private final EqualSteps clocks = new EqualSteps();

  /**
   * Looks at the next row.
   *
   * @param instant its moment in UTC
   * @param clock the same moment as its own clock shows it
   */
  void add(LocalDateTime instant, LocalDateTime clock) {
    instants.add(instant);
    clocks.add(clock);
  }

  boolean isOrdered() {
    return instants.isOrdered();
  }

  /** The step as ISO 8601, null where the steps differ by instants and by clocks. */
  @Nullable String iso() {
    String byClock = clocks.iso();
    if (byClock != null && !byClock.contains("T")) {
      return byClock;
    }
    String byInstant = instants.iso();
    return byInstant == null ? byClock : byInstant;
  }
}
