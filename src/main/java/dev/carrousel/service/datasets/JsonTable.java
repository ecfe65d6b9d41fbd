package dev.carrousel.service.datasets;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns flat JSON objects, in one list or one after another (NDJSON), into a CSV file, object by
 * object. The columns are all keys that occur, in the order of their first appearance.
 */
final class JsonTable {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(64)
                  .maxNameLength(200)
                  .build())
          .build();

  private JsonTable() {}

  static void toCsv(Path json, Path csv, DatasetsProperties limits) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    forEachObject(
        json,
        fields -> {
          columns.addAll(fields.keySet());
          if (columns.size() > limits.maxColumns()) {
            throw CsvReading.invalid(
                "the file must have at most %d columns, has more".formatted(limits.maxColumns()));
          }
        });
    if (columns.isEmpty()) {
      throw CsvReading.invalid("the file must hold at least one object with a field, holds none");
    }
    List<String> order = List.copyOf(columns);
    // A row of one column without a value must not look like an empty line at the end.
    try (CsvWriter writer = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(csv)) {
      writer.writeRecord(order);
      String[] row = new String[order.size()];
      forEachObject(
          json,
          fields -> {
            for (int at = 0; at < row.length; at++) {
              row[at] = fields.getOrDefault(order.get(at), "");
            }
            writer.writeRecord(Arrays.asList(row));
          });
    }
  }

  private static void forEachObject(Path json, Consumer<Map<String, String>> consumer)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(json));
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      int record = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_ARRAY, END_ARRAY -> requireTopLevel(parser, record);
          case START_OBJECT -> consumer.accept(object(parser, ++record));
          default -> throw notFlat(record + 1, "an object");
        }
      }
    } catch (JacksonException broken) {
      throw CsvReading.invalid(
          "the file cannot be read as JSON at line %d: %s"
              .formatted(
                  broken.getLocation() == null ? 0 : broken.getLocation().getLineNr(),
                  broken.getOriginalMessage()));
    }
  }

  private static void requireTopLevel(JsonParser parser, int record) {
    if (parser.streamReadContext().getNestingDepth() > 1) {
      throw notFlat(record + 1, "an object");
    }
  }

  private static Map<String, String> object(JsonParser parser, int record) {
    Map<String, String> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        throw notFlat(record, "a number, a text, true, false or null in field " + name);
      }
      fields.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getString());
    }
    return fields;
  }

  private static RuntimeException notFlat(int record, String expected) {
    return CsvReading.invalid("record %d must hold %s".formatted(record, expected));
  }
}
