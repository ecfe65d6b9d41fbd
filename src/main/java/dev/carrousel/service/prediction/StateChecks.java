package dev.carrousel.service.prediction;

import dev.carrousel.service.datasets.Moment;
import dev.carrousel.service.web.FieldProblems;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Refuses parts of a state that no walk could have led to. */
final class StateChecks {

  private static final long EARLIEST =
      LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long LATEST =
      LocalDateTime.of(9999, 12, 31, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final double WIDEST_OFFSET = ZoneOffset.MAX.getTotalSeconds();
  private static final long MOST_SEEN = 1L << 53;
  private static final double HOTTEST = 10;

  private StateChecks() {}

  static void requireCount(long count, String tensor) {
    require(
        count >= 0 && count <= MOST_SEEN,
        tensor,
        "It counts observations, so it must be 0 or more.");
  }

  static void requireMoments(double[] seconds, String tensor) {
    boolean fit =
        Arrays.stream(seconds)
            .allMatch(second -> Double.isNaN(second) || (second >= EARLIEST && second <= LATEST));
    require(fit, tensor, "It holds seconds since 1970, of the years 1 to 9999.");
  }

  /** The offset of a clock is that of its moment from the instant. */
  static void requireMoment(Moment moment, String tensor) {
    requireMoments(new double[] {moment.clock(), moment.instant()}, tensor);
    require(
        Double.isNaN(moment.instant())
            || Math.abs(moment.clock() - moment.instant()) <= WIDEST_OFFSET,
        tensor,
        "Its second number tells the instant of the first, at most 18 hours from it.");
  }

  static void requireRandom(long[] words, String tensor) {
    require(
        Arrays.stream(words).anyMatch(word -> word != 0),
        tensor,
        "A random generator's state must not be all zero.");
  }

  static void requireTemperature(double temperature, String tensor) {
    require(temperature >= 0 && temperature <= HOTTEST, tensor, "A temperature must be 0 to 10.");
  }

  private static void require(boolean fits, String tensor, String detail) {
    new FieldProblems()
        .require(fits, "#/state/" + tensor, "out_of_range", () -> detail)
        .throwIfAny();
  }
}
