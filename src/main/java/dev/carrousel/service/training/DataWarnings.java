package dev.carrousel.service.training;

import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.Table;
import java.util.ArrayList;
import java.util.List;

/** What the owner of data may not have meant. */
final class DataWarnings {

  private DataWarnings() {}

  static List<String> of(Table table, DataRequest data, Prepared prepared) {
    List<String> warnings = new ArrayList<>(Leaks.warnings(table, data));
    warnings.addAll(prepared.warnings());
    return warnings;
  }
}
