package dev.carrousel.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CsvReadingTests {

  @Test
  void tablesStoredBeforeAreReadAsTheirRowsWereCounted() throws IOException {
    CsvFormat before =
        new JsonMapper()
            .readValue(
                "{\"separator\":\",\",\"header\":true,\"columns\":[\"x\"],\"times\":null}",
                CsvFormat.class);
    assertThat(rows("x\n1\n\n2\n\"open\n", before)).containsExactly("1", "2", "open\n");
  }

  private static List<String> rows(String csv, CsvFormat format) throws IOException {
    List<String> rows = new ArrayList<>();
    CsvReading.rows(
        new StringReader(csv), format, (_, fields) -> rows.add(String.join("|", fields)));
    return rows;
  }
}
