package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Split;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows are for what: each series cut in the order of time, training rows first, then
 * validation, then test; or whole series dealt out, each to one part.
 *
 * @param table the rows
 * @param splits the parts of each series, counted from its first row
 */
record RowSplit(Table table, List<Split> splits) {

  private static final long DEAL = 20_240_101;

  RowSplit {
    splits = List.copyOf(splits);
  }

  static RowSplit of(Table table, Shares shares) {
    List<Split> splits = new ArrayList<>();
    for (int series = 0; series < table.seriesCount(); series++) {
      splits.add(Split.of(table.length(series), shares.validation(), shares.test()));
    }
    return new RowSplit(table, splits);
  }

  /** Deals whole series out to the parts, in a random order that never changes. */
  static RowSplit dealt(Table table, Shares shares) {
    int[] order = shuffled(table.seriesCount());
    Split counts = Split.of(order.length, shares.validation(), shares.test());
    Split[] splits = new Split[order.length];
    for (int at = 0; at < order.length; at++) {
      int rows = table.length(order[at]);
      splits[order[at]] =
          new Split(
              at < counts.trainingEnd() ? rows : 0, at < counts.validationEnd() ? rows : 0, rows);
    }
    return new RowSplit(table, List.of(splits));
  }

  private static int[] shuffled(int size) {
    SeededRandom random = new SeededRandom(DEAL);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  int trainingEnd(int series) {
    return table.from(series) + splits.get(series).trainingEnd();
  }

  int validationEnd(int series) {
    return table.from(series) + splits.get(series).validationEnd();
  }

  /** First row of a part. */
  int from(Part part, int series) {
    return switch (part) {
      case TRAINING -> table.from(series);
      case VALIDATION -> trainingEnd(series);
      case TEST -> validationEnd(series);
    };
  }

  /** The row after the last of a part. */
  int to(Part part, int series) {
    return switch (part) {
      case TRAINING -> trainingEnd(series);
      case VALIDATION -> validationEnd(series);
      case TEST -> table.to(series);
    };
  }

  BitSet trainingRows() {
    BitSet rows = new BitSet(table.rows());
    for (int series = 0; series < table.seriesCount(); series++) {
      rows.set(table.from(series), trainingEnd(series));
    }
    return rows;
  }

  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      int rows = 0;
      for (int series = 0; series < table.seriesCount(); series++) {
        rows += to(part, series) - from(part, series);
      }
      sizes.put(part.title(), rows);
    }
    return sizes;
  }
}
