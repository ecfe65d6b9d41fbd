package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Paper;
import dev.carrousel.lstm.paper.Published;
import java.util.List;
import java.util.Locale;

/**
 * A paper with its experiments, without their settings.
 *
 * @param id such as nc-1997
 * @param title its title
 * @param authors its authors
 * @param year year of publication
 * @param venue where it appeared
 * @param experiments its rows
 */
record PaperSummary(
    String id, String title, String authors, int year, String venue, List<Row> experiments) {

  static PaperSummary of(Paper paper) {
    return new PaperSummary(
        paper.id(),
        paper.title(),
        paper.authors(),
        paper.year(),
        paper.venue(),
        paper.experiments().stream().map(Row::of).toList());
  }

  /**
   * One row.
   *
   * @param row its id
   * @param title a short title
   * @param citation where the figure stands
   * @param task the task
   * @param trials trials in the paper
   * @param reading how the settings relate to those in print
   * @param published what the paper prints
   */
  record Row(
      String row,
      String title,
      String citation,
      String task,
      int trials,
      String reading,
      Published published) {

    static Row of(Experiment experiment) {
      return new Row(
          experiment.id(),
          experiment.title(),
          experiment.citation(),
          experiment.task(),
          experiment.trials(),
          experiment.reading().kind().name().toLowerCase(Locale.ROOT),
          experiment.published());
    }
  }
}
