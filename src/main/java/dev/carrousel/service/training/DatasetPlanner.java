package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.datasets.ColumnChoice;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Completes and checks a request for a problem of a dataset, and makes the problem ready. */
@Component
class DatasetPlanner {

  private static final double LARGEST_SHARE_OF_MEMORY = 0.5;
  private static final int MOST_STORED_WIDTHS = 20_000;

  private final Datasets datasets;

  DatasetPlanner(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * A request that was made complete.
   *
   * @param request with every default filled in
   * @param prepared the problem with its data
   * @param dataBytes memory that the data takes
   * @param warnings what its owner may not have meant
   */
  record Planned(
      TrainingRequest request, Prepared prepared, long dataBytes, List<String> warnings) {}

  Planned plan(TrainingRequest request) {
    FieldProblems problems = new FieldProblems();
    Dataset dataset = dataset(request.data(), problems);
    DataChecks.requireTargets(request.data(), dataset, problems);
    DataChecks.requireShares(request.data(), problems);
    problems.throwIfAny();
    DataRequest columns = DatasetDefaults.columns(request.data(), dataset);
    DataChecks.requireColumns(columns, dataset, problems);
    DataChecks.refuseMissing(columns, dataset, problems);
    problems.throwIfAny();
    ColumnChoice choice = Problems.columns(columns, dataset);
    requireMemory(columns, choice, dataset);
    try {
      Table table = datasets.table(dataset.id(), choice);
      DataRequest data = DatasetDefaults.rest(columns, table);
      DataChecks.requireWindows(data, table, problems);
      requireFewIntervals(data, problems);
      problems.throwIfAny();
      Prepared prepared = Problems.of(data).prepare(table);
      TrainingRequest complete = Defaults.dataset(request, dataset.name(), data, prepared);
      return new Planned(
          complete,
          prepared,
          bytes(columns, choice, dataset),
          DataWarnings.of(table, data, prepared));
    } catch (IllegalArgumentException unfit) {
      throw ProblemException.invalid(
          "#/data",
          "invalid_data",
          "The data does not allow this: %s.".formatted(unfit.getMessage()));
    }
  }

  private Dataset dataset(DataRequest data, FieldProblems problems) {
    problems.require(
        data.dataset() != null, "#/data/dataset", "missing", () -> "Name a dataset or a task.");
    problems.require(
        data.problem() != null,
        "#/data/problem",
        "missing",
        () -> "Name the problem, for example forecast.");
    problems.throwIfAny();
    String name = requireNonNull(data.dataset());
    return datasets
        .find(name)
        .orElseThrow(() ->
            ProblemException.invalid(
                "#/data/dataset", "unknown_dataset", "There is no dataset %s.".formatted(name)));
  }

  /**
   * Rows are held as read, filled, and, of problems that have inputs, as the network sees them;
   * each row has a moment and an instant beside.
   */
  private static long bytes(DataRequest data, ColumnChoice choice, Dataset dataset) {
    long read = (long) choice.numbers().size() + choice.categories().size();
    long seen = 0;
    for (String input : requireNonNullElse(data.inputs(), List.<String>of())) {
      seen += choice.categories().contains(input) ? 1L + distinct(dataset, input) : 2;
    }
    return Double.BYTES * (2 * read + seen + 2) * dataset.rows();
  }

  private static int distinct(Dataset dataset, String name) {
    return dataset.column(name).map(column -> requireNonNullElse(column.distinct(), 1)).orElse(1);
  }

  private static void requireMemory(DataRequest data, ColumnChoice choice, Dataset dataset) {
    long needed = bytes(data, choice, dataset);
    long most = (long) (Runtime.getRuntime().maxMemory() * LARGEST_SHARE_OF_MEMORY);
    if (needed > most) {
      throw ProblemException.invalid(
          "#/data/inputs",
          "too_large",
          "Reading these columns of %d rows needs about %d MB, of which the service has %d. Name fewer inputs."
              .formatted(dataset.rows(), needed >> 20, most >> 20));
    }
  }

  private static void requireFewIntervals(DataRequest data, FieldProblems problems) {
    if (data.levels() != null && data.horizon() != null) {
      long widths =
          (long) data.levels().size() * data.horizon() * requireNonNull(data.targets()).size();
      problems.require(
          widths <= MOST_STORED_WIDTHS,
          "#/data/levels",
          "too_many",
          () ->
              "Levels times horizon times targets must be at most %d, were %d."
                  .formatted(MOST_STORED_WIDTHS, widths));
    }
  }
}
