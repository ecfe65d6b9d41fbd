package dev.carrousel.service.datasets;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how the moments of a column are written, if they are moments at all. */
final class TimeScan {

  private final Map<TimeFormat, TimeSpacing> candidates = new EnumMap<>(TimeFormat.class);
  private @Nullable String first;
  private @Nullable String last;

  TimeScan(@Nullable DateOrder order) {
    for (TimeFormat format : TimeFormat.values()) {
      if (order == null || order.allows(format)) {
        candidates.put(format, new TimeSpacing());
      }
    }
  }

  void add(String cell) {
    if (candidates.isEmpty()) {
      return;
    }
    if (first == null) {
      first = cell;
    }
    last = cell;
    candidates
        .entrySet()
        .removeIf(candidate -> {
          LocalDateTime moment = candidate.getKey().parse(cell);
          if (moment != null) {
            candidate.getValue().add(moment);
          }
          return moment == null;
        });
  }

  boolean isTime() {
    return first != null && !candidates.isEmpty();
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
    if (candidates.size() == 1) {
      return candidates.keySet().stream().findFirst();
    }
    var ordered =
        candidates.entrySet().stream()
            .filter(candidate -> candidate.getValue().isOrdered())
            .map(Map.Entry::getKey)
            .toList();
    return ordered.size() == 1 ? Optional.of(ordered.getFirst()) : Optional.empty();
  }

  boolean isOrdered() {
    return format().map(candidates::get).map(TimeSpacing::isOrdered).orElse(false);
  }

  @Nullable String spacing() {
    return format().map(candidates::get).map(TimeSpacing::iso).orElse(null);
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
