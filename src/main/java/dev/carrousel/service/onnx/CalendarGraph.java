package dev.carrousel.service.onnx;

import dev.carrousel.lstm.sequence.CalendarCycle;
import java.util.ArrayList;
import java.util.List;

/**
 * The calendar in arithmetic. Days become years and days of the year by Howard Hinnant's {@code
 * civil_from_days}, whose years begin in March.
 *
 * @param graph the graph
 * @param seconds seconds since 1970-01-01T00:00, shape [T,B,1]
 */
record CalendarGraph(Graph graph, String seconds) {

  private static final double DAY = 86_400;
  private static final double DAYS_TO_1970 = 719_468;
  private static final double DAYS_OF_400_YEARS = 146_097;
  private static final double MARCH_TO_JANUARY = 306;
  private static final double JANUARY_TO_MARCH = 59;
  private static final double MONDAY = 4 * DAY;

  /** The sines and cosines of a cycle, shape [T,B,width]. */
  String encoded(CalendarCycle cycle) {
    String phase =
        switch (cycle) {
          case TIME_OF_DAY -> divide(remainder(seconds, DAY), DAY);
          case WEEKDAY -> divide(remainder(plus(seconds, -MONDAY), 7 * DAY), 7 * DAY);
          case DAY_OF_YEAR -> phaseOfYear();
        };
    String angle = times(phase, 2 * Math.PI);
    List<String> waves = new ArrayList<>();
    for (int harmonic = 1; harmonic <= cycle.width() / 2; harmonic++) {
      String multiple = times(angle, harmonic);
      waves.add(graph.apply("Sin", multiple));
      waves.add(graph.apply("Cos", multiple));
    }
    return graph.concatenate(2, waves);
  }

  private String phaseOfYear() {
    String days = plus(quotient(seconds, DAY), DAYS_TO_1970);
    String era = quotient(days, DAYS_OF_400_YEARS);
    String dayOfEra = remainder(days, DAYS_OF_400_YEARS);
    String yearOfEra = yearOfEra(dayOfEra);
    String dayFromMarch =
        graph.subtract(
            dayOfEra,
            graph.subtract(
                graph.add(times(yearOfEra, 365), quotient(yearOfEra, 4)),
                quotient(yearOfEra, 100)));
    String nextYear = graph.apply("GreaterOrEqual", dayFromMarch, graph.number(MARCH_TO_JANUARY));
    String year = graph.add(graph.add(yearOfEra, times(era, 400)), graph.toDoubles(nextYear));
    String leapDay = leapDay(year);
    String day =
        graph.where(
            nextYear,
            plus(dayFromMarch, -MARCH_TO_JANUARY),
            graph.add(plus(dayFromMarch, JANUARY_TO_MARCH), leapDay));
    return graph.divide(graph.add(day, divide(remainder(seconds, DAY), DAY)), plus(leapDay, 365));
  }

  private String yearOfEra(String dayOfEra) {
    String withoutLeapDays =
        graph.subtract(
            graph.add(
                graph.subtract(dayOfEra, quotient(dayOfEra, 1460)), quotient(dayOfEra, 36_524)),
            quotient(dayOfEra, 146_096));
    return quotient(withoutLeapDays, 365);
  }

  /** 1 in leap years, else 0. */
  private String leapDay(String year) {
    return graph.add(
        graph.subtract(divisible(year, 4), divisible(year, 100)), divisible(year, 400));
  }

  private String divisible(String year, double by) {
    return graph.toDoubles(graph.apply("Equal", remainder(year, by), graph.number(0)));
  }

  private String quotient(String value, double by) {
    return graph.apply("Floor", divide(value, by));
  }

  private String remainder(String value, double by) {
    return graph.subtract(value, times(quotient(value, by), by));
  }

  private String plus(String value, double number) {
    return graph.add(value, graph.number(number));
  }

  private String times(String value, double number) {
    return graph.multiply(value, graph.number(number));
  }

  private String divide(String value, double number) {
    return graph.divide(value, graph.number(number));
  }
}
