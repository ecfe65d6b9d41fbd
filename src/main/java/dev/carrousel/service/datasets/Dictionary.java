package dev.carrousel.service.datasets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers texts in the order in which they are first seen. */
final class Dictionary {

  private final String column;
  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  Dictionary(String column, int most) {
    this.column = column;
    this.most = most;
  }

  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    if (texts.size() == most) {
      throw new IllegalArgumentException(
          "column %s must hold at most %d different values, holds more".formatted(column, most));
    }
    numbers.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  List<String> texts() {
    return texts;
  }

  /** The texts in their natural order. */
  List<String> sorted() {
    return texts.stream().sorted().toList();
  }

  /** Where each text stands in {@link #sorted}. */
  int[] ranks() {
    List<String> sorted = sorted();
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < sorted.size(); place++) {
      places.put(sorted.get(place), place);
    }
    return texts.stream().mapToInt(places::get).toArray();
  }
}
