package dev.carrousel.service.mlflow;

import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.jobs.Ledger;
import dev.carrousel.service.jobs.LedgerEntry;
import dev.carrousel.service.jobs.MetricPoint;
import dev.carrousel.service.mlflow.ListQuery.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds runs. The newest come first, as the ledger has them, and are read only until a page is
 * full; for another order all runs of the experiments are read, of which there may be so many.
 */
@Component
@Transactional(readOnly = true)
class RunSearch {

  private static final int BATCH = 200;

  /** Runs that are looked at for one page before the client is asked to come back. */
  private static final int MOST_LOOKED_AT = 5000;

  private static final int MOST_SORTED = 5000;

  private final Ledger ledger;
  private final Datasets datasets;

  RunSearch(Ledger ledger, Datasets datasets) {
    this.ledger = ledger;
    this.datasets = datasets;
  }

  SearchedRun get(String id) {
    LedgerEntry entry = ledger.find(id).orElseThrow(() -> MlflowException.notFound("run", id));
    return withMetrics(List.of(entry)).getFirst();
  }

  Slice<SearchedRun> search(List<String> experiments, ListQuery query) {
    if (experiments.isEmpty() || query.nothing()) {
      return new Slice<>(List.of(), Optional.empty());
    }
    Slice<LedgerEntry> found =
        query.order().isNewestFirst() ? newest(experiments, query) : sorted(experiments, query);
    return new Slice<>(withMetrics(found.entries()), found.next());
  }

  private Slice<LedgerEntry> newest(List<String> experiments, ListQuery query) {
    List<LedgerEntry> found = new ArrayList<>();
    String place = query.token().map(RunSearch::place).orElse(null);
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
      List<LedgerEntry> batch = ledger.page(experiments, place, BATCH);
      for (SearchedRun run : asked(batch, query)) {
        place = run.entry().place();
        if (query.filter().matches(run)) {
          found.add(run.entry());
        }
        if (found.size() == query.limit()) {
          boolean end = batch.size() < BATCH && place.equals(batch.getLast().place());
          return new Slice<>(found, end ? Optional.empty() : Optional.of(place));
        }
      }
      if (batch.size() < BATCH) {
        return new Slice<>(found, Optional.empty());
      }
    }
    return new Slice<>(found, Optional.ofNullable(place));
  }

  private static String place(String token) {
    if (!token.matches("_[0-9a-z]{26}")) {
      throw ListQuery.unknownToken(token);
    }
    return token;
  }

  private Slice<LedgerEntry> sorted(List<String> experiments, ListQuery query) {
    List<LedgerEntry> all = ledger.page(experiments, null, MOST_SORTED + 1);
    if (all.size() > MOST_SORTED) {
      throw MlflowException.invalid(
          "More than %d runs cannot be sorted. Ask for fewer experiments, or for the order start_time DESC."
              .formatted(MOST_SORTED));
    }
    Slice<SearchedRun> slice = query.slice(asked(all, query));
    return new Slice<>(slice.entries().stream().map(SearchedRun::entry).toList(), slice.next());
  }

  /** With as much as filter and order look at. */
  private List<SearchedRun> asked(List<LedgerEntry> entries, ListQuery query) {
    boolean metrics = query.filter().looksAt(Kind.METRIC) || query.order().looksAt(Kind.METRIC);
    return metrics ? withMetrics(entries) : with(entries, Map.of());
  }

  private List<SearchedRun> withMetrics(List<LedgerEntry> entries) {
    return with(entries, ledger.latest(entries.stream().map(LedgerEntry::id).toList()));
  }

  private List<SearchedRun> with(
      List<LedgerEntry> entries, Map<String, Map<String, MetricPoint>> latest) {
    Map<String, Optional<Dataset>> known = new HashMap<>();
    return entries.stream()
        .map(entry ->
            new SearchedRun(
                entry, latest.getOrDefault(entry.id(), Map.of()), () -> dataset(entry, known)))
        .toList();
  }

  private Optional<Dataset> dataset(LedgerEntry entry, Map<String, Optional<Dataset>> known) {
    String id = entry.configuration().path("data").path("dataset").asString("");
    return id.isEmpty() ? Optional.empty() : known.computeIfAbsent(id, datasets::find);
  }
}
