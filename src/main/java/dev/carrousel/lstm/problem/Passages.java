package dev.carrousel.lstm.problem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The stretches of rows that are read as one sequence each, by the part they belong to. What a
 * passage reads before the rows that it is asked about may lie in the part before, as it would in
 * use.
 *
 * @param split which rows are for what
 * @param byPart the passages of each part
 */
record Passages(RowSplit split, Map<Part, List<Passage>> byPart) {

  private static final int ENOUGH_PASSAGES = 1000;

  /**
   * Consecutive rows of one series.
   *
   * @param firstRow first row
   * @param length number of rows
   * @param asked number of last rows that are asked about
   */
  record Passage(int firstRow, int length, int asked) {
    int lastRow() {
      return firstRow + length - 1;
    }

    int firstAsked() {
      return firstRow + length - asked;
    }
  }

  List<Passage> of(Part part) {
    return byPart.getOrDefault(part, List.of());
  }

  /** Passages for an extent: asked about every row, or about the last one only. */
  static Passages of(RowSplit split, int window, boolean everyRow) {
    if (window == 0) {
      return whole(split, everyRow);
    }
    return everyRow ? askingEachRow(split, window, 0) : endingInEachRow(split, window);
  }

  /** All rows of a series in one passage. */
  private static Passages whole(RowSplit split, boolean everyRow) {
    return cut(
        split,
        (from, to, series, passages) -> {
          if (to > from) {
            passages.add(new Passage(from, to - from, everyRow ? to - from : 1));
          }
        });
  }

  /** For every row the passage that ends in it. */
  private static Passages endingInEachRow(RowSplit split, int window) {
    return cut(
        split,
        (from, to, series, passages) -> {
          int first = split.table().from(series);
          int shortest = Math.min(window, split.table().length(series));
          for (int row = Math.max(from, first + shortest - 1); row < to; row++) {
            int start = Math.max(first, row - window + 1);
            passages.add(new Passage(start, row - start + 1, 1));
          }
        });
  }

  /**
   * Passages that together ask about every row. Those to learn from are asked about all that they
   * read, and overlap where there are few; the others ask once and, where there is anything before,
   * read at least half a window before the first row they are asked about.
   *
   * @param lookAhead rows that must follow within the same part
   */
  static Passages askingEachRow(RowSplit split, int window, int lookAhead) {
    Map<Part, List<Passage>> byPart = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      byPart.put(
          part,
          part == Part.TRAINING
              ? overlapping(split, window, lookAhead)
              : askingOnce(split, part, window, lookAhead));
    }
    return new Passages(split, byPart);
  }

  private static List<Passage> overlapping(RowSplit split, int window, int lookAhead) {
    int rows = split.trainingRows().cardinality();
    int stride = Math.clamp(rows / ENOUGH_PASSAGES, 1, window);
    return cut(
        split,
        Part.TRAINING,
        (from, to, series, passages) -> {
          int end = to - lookAhead;
          for (int start = from; start < end; start += stride) {
            int length = Math.min(window, end - start);
            if (length == window || start == from || stride == window) {
              passages.add(new Passage(start, length, length));
            }
          }
        });
  }

  private static List<Passage> askingOnce(RowSplit split, Part part, int window, int lookAhead) {
    int stride = Math.max(1, window / 2);
    return cut(
        split,
        part,
        (from, to, series, passages) -> {
          int first = split.table().from(series);
          int end = to - lookAhead;
          for (int asked = from; asked < end; asked += stride) {
            int last = Math.min(asked + stride, end);
            int start = Math.max(first, asked - (window - stride));
            passages.add(new Passage(start, last - start, last - asked));
          }
        });
  }

  private static Passages cut(RowSplit split, Cutter cutter) {
    Map<Part, List<Passage>> byPart = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      byPart.put(part, cut(split, part, cutter));
    }
    return new Passages(split, byPart);
  }

  private static List<Passage> cut(RowSplit split, Part part, Cutter cutter) {
    List<Passage> passages = new ArrayList<>();
    for (int series = 0; series < split.table().seriesCount(); series++) {
      cutter.cut(split.from(part, series), split.to(part, series), series, passages);
    }
    return passages;
  }

  /** Cuts the rows of one part of one series. */
  @FunctionalInterface
  private interface Cutter {
    void cut(int from, int to, int series, List<Passage> passages);
  }
}
