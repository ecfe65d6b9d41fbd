package dev.carrousel.service.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a forecasting model.
 *
 * @param horizon number of future rows, at most what the model was trained for; all of them by
 *     default
 * @param series which of the series that the model was trained on, if there are several and no
 *     history is given
 * @param history the latest rows by column name, in the order of time, at least a window of them;
 *     null for a missing value. By default the end of the data that the model was trained on
 * @param future the rows to come, as far as they are known: the model's known columns, and the time
 *     if the rows have no equal steps, which the answer then repeats
 */
record ForecastRequest(
    @Schema(example = "26") @Min(1) @Max(100_000) @Nullable Integer horizon,
    @Size(max = 200) @Nullable String series,
    @Size(max = 100_000) @Nullable List<Map<String, @Nullable Object>> history,
    @Size(max = 100_000) @Nullable List<Map<String, @Nullable Object>> future) {}
