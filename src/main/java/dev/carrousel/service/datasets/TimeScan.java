package dev.carrousel.service.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how the moments of a column are written, if they are moments at all. */
final class TimeScan {

  private final List<TimeTally> tallies = new ArrayList<>();
  private @Nullable String first;
  private @Nullable String last;

  TimeScan(@Nullable DateOrder order) {
    for (TimeFormat format : TimeFormat.values()) {
      if (order == null || order.allows(format)) {
        tallies.add(new TimeTally(format));
      }
    }
  }

  void add(String cell, long line) {
    if (first == null) {
      first = cell;
    }
    last = cell;
    tallies.forEach(tally -> tally.add(cell, line));
  }

  private List<TimeTally> candidates() {
    return tallies.stream().filter(tally -> first != null && tally.others() == 0).toList();
  }

  /** The way in which most of the cells are written, but not all. */
  Optional<TimeTally> nearly() {
    return candidates().isEmpty()
        ? tallies.stream().max(Comparator.comparingInt(TimeTally::moments))
        : Optional.empty();
  }

  boolean isTime() {
    return !candidates().isEmpty();
  }

  /**
   * Whether the cells could be read in two ways that both make sense: 01/02/2020 is the second of
   * January or the first of February.
   */
  boolean isAmbiguous() {
    return isTime() && format().isEmpty();
  }

  /** The way to read them: the only one, or the only one that keeps the rows in order. */
  Optional<TimeFormat> format() {
    return chosen().map(TimeTally::format);
  }

  private Optional<TimeTally> chosen() {
    List<TimeTally> candidates = candidates();
    if (candidates.size() == 1) {
      return Optional.of(candidates.getFirst());
    }
    List<TimeTally> ordered =
        candidates.stream().filter(candidate -> candidate.spacing().isOrdered()).toList();
    return ordered.size() == 1 ? Optional.of(ordered.getFirst()) : Optional.empty();
  }

  boolean isOrdered() {
    return chosen().map(TimeTally::spacing).map(TimeSpacing::isOrdered).orElse(false);
  }

  @Nullable String spacing() {
    return chosen().map(TimeTally::spacing).map(TimeSpacing::iso).orElse(null);
  }

  @Nullable String earliest() {
    String cell = first;
    return cell == null ? null : format().map(format -> format.canonical(cell)).orElse(cell);
  }

  @Nullable String latest() {
    String cell = last;
    return cell == null ? null : format().map(format -> format.canonical(cell)).orElse(cell);
  }
}
