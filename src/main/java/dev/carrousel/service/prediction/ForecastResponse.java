package dev.carrousel.service.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Future rows.
 *
 * @param model the model that was asked
 * @param version its version
 * @param forecast the rows, nearest first
 */
record ForecastResponse(@Schema(example = "co2") String model, int version, List<Row> forecast) {

  /**
   * One future row.
   *
   * @param step how many rows ahead, from 1
   * @param time its moment, null if the data has no equal time steps or a history was given
   * @param values forecast of each target
   */
  record Row(
      int step,
      @Schema(example = "2002-01-05") @Nullable String time,
      Map<String, Double> values) {}
}
