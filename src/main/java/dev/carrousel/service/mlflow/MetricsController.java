package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.Ledger;
import dev.carrousel.service.jobs.MetricPoint;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The metric series. */
@Hidden
@RestController
@RequestMapping({Prefix.API + "/metrics", Prefix.UI + "/metrics"})
class MetricsController {

  private static final int LARGEST_PAGE = 25_000;
  private static final int MOST_RUNS = 100;
  private static final int MOST_POINTS = 2500;

  private final RunSearch runs;
  private final Ledger ledger;

  MetricsController(RunSearch runs, Ledger ledger) {
    this.runs = runs;
    this.ledger = ledger;
  }

  /** Every point as it was measured. */
  @GetMapping("/get-history")
  History history(Arguments arguments) {
    String id = arguments.find("run_id").orElseGet(() -> arguments.text("run_uuid"));
    String key = arguments.text("metric_key");
    int limit = arguments.count("max_results", LARGEST_PAGE, LARGEST_PAGE);
    long from = arguments.whole("page_token").orElse(0L);
    if (from < 0 || from > Integer.MAX_VALUE) {
      throw ListQuery.unknownToken(String.valueOf(from));
    }
    SearchedRun run = runs.get(id);
    List<MetricPoint> points = ledger.points(id, key, from, limit + 1);
    boolean more = points.size() > limit;
    return new History(
        views(run, key, more ? points.subList(0, limit) : figure(run, key, points, from), null),
        more ? String.valueOf(from + limit) : null);
  }

  /** What is no series may be a figure of the result. */
  private static List<MetricPoint> figure(
      SearchedRun run, String key, List<MetricPoint> points, long from) {
    MetricPoint figure = run.metrics().get(key);
    return points.isEmpty() && from == 0 && figure != null ? List.of(figure) : points;
  }

  /** The points of several runs, thinned without hiding a spike. */
  @GetMapping("/get-history-bulk-interval")
  History interval(Arguments arguments) {
    List<String> ids = arguments.texts("run_ids");
    if (ids.isEmpty() || ids.size() > MOST_RUNS) {
      throw MlflowException.invalid(
          "The parameter run_ids must name 1 to %d runs, had %d.".formatted(MOST_RUNS, ids.size()));
    }
    String key = arguments.text("metric_key");
    int limit = Math.max(2, arguments.count("max_results", MOST_POINTS, MOST_POINTS));
    Long from = arguments.whole("start_step").orElse(null);
    Long to = arguments.whole("end_step").orElse(null);
    if ((from == null) != (to == null) || (from != null && to != null && from > to)) {
      throw MlflowException.invalid(
          "The parameters start_step and end_step must come together and in order, were %s and %s."
              .formatted(from, to));
    }
    List<RunView.Metric> metrics = new ArrayList<>();
    for (String id : ids) {
      SearchedRun run = runs.get(id);
      metrics.addAll(views(run, key, ledger.thinned(id, key, from, to, limit), id));
    }
    return new History(metrics, null);
  }

  private static List<RunView.Metric> views(
      SearchedRun run, String key, List<MetricPoint> points, @Nullable String id) {
    long observedAt = run.observedAt().toEpochMilli();
    return points.stream()
        .map(point -> new RunView.Metric(key, point.value(), observedAt, point.step(), id))
        .toList();
  }

  /** Points in the order of their steps. */
  @Wire
  record History(List<RunView.Metric> metrics, @Nullable String nextPageToken) {}
}
