package dev.carrousel.lstm.paper;

import java.util.List;

/**
 * A publication and its experiments with LSTM.
 *
 * @param id such as {@code nc-1997}
 * @param title its title
 * @param authors its authors
 * @param year year of publication
 * @param venue where it appeared
 * @param experiments its rows in all their readings
 */
public record Paper(
    String id, String title, String authors, int year, String venue, List<Experiment> experiments) {

  /** Copies the list. */
  public Paper {
    experiments = List.copyOf(experiments);
  }
}
