package dev.carrousel.service.datasets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.carrousel.service.web.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;

/** Reads CSV text record by record and refuses what is not UTF-8 or not a table. */
final class CsvReading {

  private static final int LONGEST_FIELD = 1 << 20;
  private static final int LONGEST_FIRST_LINE = 1 << 20;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** A row of a file of one column that holds no value. */
  static final List<String> BLANK = List.of("");

  private CsvReading() {}

  /** A reader that stands behind a byte order mark, if there is one. */
  static BufferedReader open(InputStream in) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** The first line, which is read again by the next reader of the text. */
  static String firstLine(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = reader.read();
    while (next >= 0 && next != '\n' && next != '\r') {
      if (line.length() == LONGEST_FIRST_LINE) {
        throw invalid(
            "the first line must be shorter than %d characters".formatted(LONGEST_FIRST_LINE));
      }
      line.append((char) next);
      next = reader.read();
    }
    return line.toString();
  }

  /** Passes every record to a consumer. */
  static void records(Reader reader, char separator, Consumer<CsvRecord> consumer) {
    try (CsvReader<CsvRecord> records = reader(reader, separator, false)) {
      records.forEach(consumer);
    } catch (CsvParseException broken) {
      throw encodingOr(broken);
    } catch (UncheckedIOException | IOException broken) {
      throw encodingOr(broken);
    }
  }

  /** Shows the rows, the header passed over, until the visitor has seen enough. */
  static void rows(Reader reader, CsvFormat format, RowVisitor visitor) throws IOException {
    boolean blankRows = format.hasBlankRows();
    try (CsvReader<CsvRecord> records = reader(reader, format.separator(), !blankRows)) {
      BlankLines blanks = new BlankLines();
      int row = format.header() ? -1 : 0;
      for (CsvRecord record : records) {
        for (int blank = blankRows ? blanks.before(record) : 0; blank > 0; blank--) {
          if (!visitor.visit(row++, BLANK)) {
            return;
          }
        }
        if (row >= 0 && !visitor.visit(row, record.getFields())) {
          return;
        }
        row++;
      }
    }
  }

  private static CsvReader<CsvRecord> reader(Reader reader, char separator, boolean openQuotes) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .allowUnclosedQuote(openQuotes)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_FIELD)
        .ofCsvRecord(reader);
  }

  static ProblemException encodingOr(Exception broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return invalid("the file must be text in UTF-8, but holds bytes that are not");
      }
    }
    return invalid("the file cannot be read as CSV: " + broken.getMessage());
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_csv", detail);
  }
}
