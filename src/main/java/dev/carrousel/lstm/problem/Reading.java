package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.CalendarCycle;
import java.util.List;

/**
 * What a network is shown of each row.
 *
 * @param inputs columns it reads, in order
 * @param calendar cycles of the calendar it reads, from the moment of the row
 * @param masked whether missing cells are told as such; otherwise the last value before stands in
 */
public record Reading(List<String> inputs, List<CalendarCycle> calendar, boolean masked) {

  /** Copies the lists. */
  public Reading {
    inputs = List.copyOf(inputs);
    calendar = List.copyOf(calendar);
  }

  /**
   * Columns alone, the last value before standing in for a missing one.
   *
   * @param inputs columns to read
   * @return the reading
   */
  public static Reading of(String... inputs) {
    return new Reading(List.of(inputs), List.of(), false);
  }
}
