package dev.carrousel.service.datasets;

import java.util.List;

/**
 * What a file turned out to hold.
 *
 * @param format how it is stored
 * @param rows number of rows, the header not counted
 * @param columns its columns
 * @param warnings what its owner may not have meant
 */
record Profile(CsvFormat format, int rows, List<ColumnProfile> columns, List<String> warnings) {

  Profile {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }
}
