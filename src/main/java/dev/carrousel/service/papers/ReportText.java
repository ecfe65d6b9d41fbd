package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Published;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as Markdown and as CSV. */
final class ReportText {

  private static final String UNKNOWN = "-";

  private ReportText() {}

  static String markdown(Report report) {
    Published published = report.published();
    Report.Measured measured = report.measured();
    Report.Sequences sequences = measured.sequences();
    StringBuilder text = new StringBuilder();
    line(text, String.format(Locale.ROOT, "# %s: %s", report.row(), report.title()));
    line(text, "");
    line(
        text,
        String.format(
            Locale.ROOT,
            "%s, %s. Reading: %s. %s",
            report.paper(),
            report.citation(),
            name(report),
            report.reading().text()));
    line(text, "");
    line(text, "| | published | measured |");
    line(text, "| --- | --- | --- |");
    line(
        text,
        String.format(
            Locale.ROOT, "| trials | | %d of %d ended |", measured.finished(), measured.trials()));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| success | %s | %s |",
            percent(published.successRate()),
            success(measured)));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| sequences, mean | %s | %s |",
            count(published.meanSequences()),
            sequences == null ? UNKNOWN : count(sequences.mean())));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| sequences, median | | %s |",
            sequences == null ? UNKNOWN : count(sequences.median())));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| sequences, range | %s | %s |",
            range(published.range()),
            sequences == null
                ? UNKNOWN
                : count(sequences.minimum()) + " to " + count(sequences.maximum())));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| wrong in the final examination | %s | %s |",
            share(published.wrongFraction()),
            share(measured.wrongFraction())));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| error in the final examination | %s | %s |",
            number(published.testError()),
            number(measured.testError())));
    line(
        text,
        String.format(
            Locale.ROOT,
            "| wall time | | %s |",
            measured.wallSeconds() == null ? UNKNOWN : "%.1f s".formatted(measured.wallSeconds())));
    line(text, "");
    line(
        text,
        String.format(
            Locale.ROOT,
            "Verdict: **%s**. %s",
            report.verdict().agreement(),
            report.verdict().explanation()));
    line(text, "");
    line(text, String.format(Locale.ROOT, "Seeds: %s.", seeds(report.trials())));
    return text.toString();
  }

  /** A line for each trial, at whose end stands what they say together beside what is published. */
  static String csv(Report report) {
    StringBuilder text =
        new StringBuilder(
            "paper,row,trial,seed,run,status,criterion_reached,sequences,wrong,examined,test_error,seconds,"
                + "published_success_rate,success_rate,success_from,success_to,published_mean_sequences,"
                + "mean_sequences,median_sequences,minimum_sequences,maximum_sequences,verdict,wall_seconds\n");
    String together = together(report);
    for (Report.Trial trial : report.trials()) {
      line(
          text,
          cells(
                  report.paper(),
                  report.row(),
                  trial.trial(),
                  trial.seed(),
                  trial.run(),
                  trial.status().name().toLowerCase(Locale.ROOT),
                  trial.criterionReached(),
                  trial.sequences(),
                  trial.wrong(),
                  trial.examined(),
                  trial.testError(),
                  trial.seconds())
              + ','
              + together);
    }
    return text.toString();
  }

  private static String together(Report report) {
    Report.Measured measured = report.measured();
    Report.Interval interval = measured.successInterval();
    Report.Sequences sequences = measured.sequences();
    return cells(
        report.published().successRate(),
        measured.successRate(),
        interval == null ? null : interval.from(),
        interval == null ? null : interval.to(),
        report.published().meanSequences(),
        sequences == null ? null : sequences.mean(),
        sequences == null ? null : sequences.median(),
        sequences == null ? null : sequences.minimum(),
        sequences == null ? null : sequences.maximum(),
        report.verdict().agreement(),
        measured.wallSeconds());
  }

  private static String cells(@Nullable Object... values) {
    return Arrays.stream(values)
        .map(value -> Objects.toString(value, ""))
        .collect(Collectors.joining(","));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static String name(Report report) {
    return report.reading().kind().name().toLowerCase(Locale.ROOT);
  }

  private static String success(Report.Measured measured) {
    Report.Interval interval = measured.successInterval();
    return interval == null
        ? UNKNOWN
        : String.format(
            Locale.ROOT,
            "%d of %d, %.0f %% (95 %% interval %.0f to %.0f %%)",
            measured.successful(),
            measured.finished(),
            measured.successRate(),
            interval.from(),
            interval.to());
  }

  private static String seeds(List<Report.Trial> trials) {
    return trials.isEmpty()
        ? "none"
        : "%d to %d".formatted(trials.getFirst().seed(), trials.getLast().seed());
  }

  private static String range(Published.@Nullable Range range) {
    return range == null ? UNKNOWN : count(range.fewest()) + " to " + count(range.most());
  }

  private static String percent(@Nullable Double percent) {
    return percent == null ? UNKNOWN : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  private static String share(@Nullable Double share) {
    return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.6f", share);
  }

  private static String number(@Nullable Double number) {
    return number == null ? UNKNOWN : String.format(Locale.ROOT, "%.4f", number);
  }

  private static String count(@Nullable Number count) {
    return count == null ? UNKNOWN : String.format(Locale.ROOT, "%,.0f", count.doubleValue());
  }
}
