package dev.carrousel.service.datasets;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Watches the steps from moment to moment: are they ordered, and are they all alike? */
final class EqualSteps {

  private @Nullable LocalDateTime previous;
  private @Nullable Duration duration;
  private @Nullable Long months;
  private boolean ordered = true;
  private boolean sameDuration = true;
  private boolean sameMonths = true;

  void add(LocalDateTime time) {
    if (previous != null) {
      Duration step = Duration.between(previous, time);
      ordered &= step.isPositive();
      sameDuration &= duration == null || duration.equals(step);
      duration = step;
      long monthStep =
          ChronoUnit.MONTHS.between(previous.withDayOfMonth(1), time.withDayOfMonth(1));
      sameMonths &=
          monthStep > 0
              && TimeSteps.plusMonths(previous, monthStep).equals(time)
              && (months == null || months == monthStep);
      months = monthStep;
    }
    previous = time;
  }

  boolean isOrdered() {
    return ordered;
  }

  /** The step as ISO 8601, null where the steps differ. */
  @Nullable String iso() {
    if (!ordered || duration == null) {
      return null;
    }
    if (sameDuration) {
      long days = duration.toDays();
      return duration.equals(Duration.ofDays(days))
          ? Period.ofDays(Math.toIntExact(days)).toString()
          : duration.toString();
    }
    return sameMonths && months != null
        ? Period.ofMonths(Math.toIntExact(months)).normalized().toString()
        : null;
  }
}
