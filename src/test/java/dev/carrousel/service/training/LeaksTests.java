package dev.carrousel.service.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.sequence.Table;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LeaksTests {

  private static final DataRequest DATA =
      new JsonMapper()
          .readValue(
              "{\"problem\":\"classify\",\"inputs\":[\"code\"],\"targets\":[\"name\"]}",
              DataRequest.class);

  @Test
  void ofLargeTablesSomeRowsAreAskedWhetherAColumnDeterminesAnother() {
    IntUnaryOperator withOneSlip = row -> row == 1 ? 0 : row % 7;
    assertThat(Leaks.warnings(table(200_000, withOneSlip), DATA))
        .containsExactly("Input code follows target name exactly.");
    assertThat(Leaks.warnings(table(2_000, withOneSlip), DATA)).isEmpty();
  }

  @Test
  void whatContradictsItselfInLargeTablesIsNotWarnedOf() {
    assertThat(Leaks.warnings(table(200_000, row -> row / 7 % 3), DATA)).isEmpty();
  }

  private static Table table(int rows, IntUnaryOperator name) {
    double[] cells =
        IntStream.range(0, rows)
            .flatMap(row -> IntStream.of(row % 7, name.applyAsInt(row)))
            .asDoubleStream()
            .toArray();
    List<String> names = List.of("0", "1", "2", "3", "4", "5", "6");
    return new Table(
        new Series(List.of("code", "name"), cells),
        Map.of("code", names, "name", names),
        List.of(""),
        new int[] {0, rows});
  }
}
