package dev.carrousel.lstm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodingTests {

  @Test
  void numbersAreScaledCategoriesOneHotAndMissingCellsTold() {
    Table table =
        new Table(
            new Series(
                List.of("x", "c"), new double[] {1, 0, 3, 1, Double.NaN, Double.NaN, 100, 2}),
            Map.of("c", List.of("a", "b", "z")),
            List.of(""),
            new int[] {0, 4});
    BitSet training = new BitSet();
    training.set(0, 3);
    Encoding encoding = Encoding.fit(table, List.of("x", "c"), List.of(), true, training);
    assertThat(encoding.width()).isEqualTo(5);
    assertThat(encoding.offset("c")).isEqualTo(2);
    assertThat(encoding.encode(encoding.numbered(table)))
        .containsExactly(-1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 98, 0, 0, 0, 1);
  }

  @Test
  void categoriesOfTrainingRowsAloneAreKnown() {
    Table table =
        new Table(
            new Series(List.of("c"), new double[] {0, 2, 1, 2}),
            Map.of("c", List.of("a", "b", "z")),
            List.of(""),
            new int[] {0, 4});
    BitSet training = new BitSet();
    training.set(0, 2);
    Encoding encoding = Encoding.fit(table, List.of("c"), List.of(), false, training);
    assertThat(encoding.column("c").categories()).containsExactly("a", "z");
    assertThat(encoding.encode(encoding.numbered(table))).containsExactly(1, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void rowsWithNumberedCategoriesKeepTheirClock() {
    double[] clock = {7200, 3600};
    double[] instants = {0, 3600};
    Table table =
        new Table(
            new Series(List.of("c"), new double[] {0, 1}),
            clock,
            instants,
            Map.of("c", List.of("unseen", "a")),
            List.of(""),
            new int[] {0, 2});
    BitSet training = new BitSet();
    training.set(1);
    Table numbered = Encoding.fit(table, List.of("c"), List.of(), false, training).numbered(table);
    assertThat(numbered.data().values()).containsExactly(Double.NaN, 0);
    assertThat(numbered.times()).containsExactly(clock);
    assertThat(numbered.instants()).containsExactly(instants);
  }

  @Test
  void cyclesOfTheCalendarCloseTheirCircle() {
    assertThat(encoded(CalendarCycle.TIME_OF_DAY, "2020-03-01T06:00"))
        .containsExactly(new double[] {1, 0, 0, -1}, within(1e-12));
    assertThat(encoded(CalendarCycle.WEEKDAY, "2020-03-02T00:00")[1]).isCloseTo(1, within(1e-12));
    assertThat(encoded(CalendarCycle.WEEKDAY, "2020-03-03T00:00"))
        .containsExactly(encoded(CalendarCycle.WEEKDAY, "1969-12-30T00:00"), within(1e-12));
    assertThat(encoded(CalendarCycle.DAY_OF_YEAR, "2021-01-01T00:00"))
        .containsExactly(new double[] {0, 1, 0, 1}, within(1e-12));
    assertThat(encoded(CalendarCycle.DAY_OF_YEAR, "2020-07-02T00:00"))
        .containsExactly(new double[] {0, -1, 0, 1}, within(1e-12));
  }

  @Test
  void nothingIsCarriedFromOneSeriesIntoTheNext() {
    double missing = Double.NaN;
    Table table =
        new Table(
            new Series(List.of("x"), new double[] {missing, 1, missing, missing, 5}),
            Map.of(),
            List.of("a", "b"),
            new int[] {0, 3, 5});
    assertThat(table.carryForward().data().values()).containsExactly(1, 1, 1, 5, 5);
  }

  private static double[] encoded(CalendarCycle cycle, String moment) {
    double[] out = new double[cycle.width()];
    cycle.encode((double) LocalDateTime.parse(moment).toEpochSecond(ZoneOffset.UTC), out, 0);
    return out;
  }
}
