package dev.carrousel.service.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrousel.lstm.problem.Evaluation.Detail;
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
 * @param coverage how often the truth lay inside the intervals when the model was tested, by target
 */
public record ForecastResponse(
    @Schema(example = "co2") String model,
    int version,
    List<Row> forecast,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Detail.Coverage>> coverage) {

  /**
   * One future row.
   *
   * @param step how many rows ahead, from 1
   * @param time its moment, null if the data has no equal time steps or a history without times was
   *     given
   * @param values forecast of each target
   * @param intervals prediction intervals of each target
   */
  public record Row(
      int step,
      @Schema(example = "2002-01-05") @Nullable String time,
      Map<String, Double> values,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Interval>> intervals) {}

  /**
   * Where the truth is expected.
   *
   * @param level how often it is to lie inside
   * @param lower lower end
   * @param upper upper end
   */
  public record Interval(@Schema(example = "0.95") double level, double lower, double upper) {}
}
