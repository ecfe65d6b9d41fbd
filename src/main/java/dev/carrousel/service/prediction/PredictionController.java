package dev.carrousel.service.prediction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that ask models. */
@Tag(name = "prediction")
@RestController
@RequestMapping("/api/v1/models/{model}")
class PredictionController {

  private final Forecasts forecasts;
  private final Answers answers;
  private final Insights insights;

  PredictionController(Forecasts forecasts, Answers answers, Insights insights) {
    this.forecasts = forecasts;
    this.answers = answers;
    this.insights = insights;
  }

  @Operation(operationId = "forecast", summary = "Forecast the rows that follow a history")
  @PostMapping("/forecast")
  ForecastResponse forecast(
      @PathVariable String model, @Valid @RequestBody ForecastRequest request) {
    return forecasts.forecast(model, request);
  }

  @Operation(
      operationId = "predict",
      summary = "Answer sequences",
      description =
          "What a sequence is made of and what is answered depends on what the model learned: rows for classify, label, regress and anomaly, a text or events for next-symbol, symbols or vectors for a task.")
  @PostMapping("/predict")
  PredictResponse predict(@PathVariable String model, @Valid @RequestBody PredictRequest request) {
    return answers.predict(model, request);
  }

  @Operation(
      operationId = "trace",
      summary = "Show every gate, cell state and output of a network, step by step")
  @PostMapping("/traces")
  TraceResponse trace(
      @PathVariable String model, @Valid @RequestBody PredictRequest.SequenceRequest request) {
    return insights.trace(model, request);
  }

  @Operation(
      operationId = "diagnose",
      summary = "Sum up what goes on inside a network",
      description =
          "How much of the time gates stand open or shut, after how many steps cells forget, and how much of the error at the last step reaches back.")
  @PostMapping("/diagnostics")
  DiagnosticsResponse diagnose(
      @PathVariable String model, @Valid @RequestBody DiagnosticsRequest request) {
    return insights.diagnose(model, request);
  }
}
