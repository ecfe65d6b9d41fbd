package dev.carrousel.service.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A text as a table: one row per character. */
final class TextScan {

  static final String COLUMN = "character";

  private TextScan() {}

  static Profile profile(Path file, DatasetsProperties limits) throws IOException {
    Set<String> distinct = new HashSet<>();
    int[] rows = {0};
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader = CsvReading.open(in)) {
      rows(
          reader,
          (row, fields) -> {
            rows[0] = row + 1;
            distinct.add(fields.getFirst());
            return row < limits.maxRows();
          });
    } catch (CharacterCodingException broken) {
      throw CsvReading.encodingOr(broken);
    }
    if (rows[0] < 2 || rows[0] > limits.maxRows()) {
      throw CsvReading.invalid("the text must have 2 to %d characters".formatted(limits.maxRows()));
    }
    ColumnProfile column =
        new ColumnProfile(
            COLUMN, ColumnType.TEXT, 0, null, null, null, null, distinct.size(), null);
    return new Profile(CsvFormat.ofText(COLUMN), rows[0], List.of(column), List.of());
  }

  /** Shows the characters until the visitor has seen enough. */
  static void rows(Reader reader, RowVisitor visitor) throws IOException {
    int row = 0;
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      String character = String.valueOf((char) next);
      if (Character.isHighSurrogate((char) next)) {
        int low = reader.read();
        character = low < 0 ? character : character + (char) low;
      }
      if (!visitor.visit(row++, List.of(character))) {
        return;
      }
    }
  }
}
