package dev.carrousel.service.datasets;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a dataset are read, and as what.
 *
 * @param numbers columns read as numbers
 * @param categories columns read as categories
 * @param series column that tells series apart, null for a single series
 */
public record ColumnChoice(List<String> numbers, List<String> categories, @Nullable String series) {

  /** Copies the lists. */
  public ColumnChoice {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
  }

  List<String> names() {
    return Stream.concat(numbers.stream(), categories.stream()).toList();
  }
}
