package dev.carrousel.service.inference;

import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.Steppers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which tensors a model reads and answers. B is the number of sequences, T that of steps.
 *
 * @param model the model
 */
record Signature(Steppers.Ready model) {

  static final String X = "x";
  static final String Y = "y";
  static final String TIME = "time";
  static final String LENGTHS = "lengths";
  private static final int ANY = -1;

  /** The type of numbers that the network computes with. */
  DataType precision() {
    return model.predictor().network() instanceof NetworkShape.Lstm ? DataType.FP32 : DataType.FP64;
  }

  List<TensorView> inputs() {
    List<TensorView> inputs = new ArrayList<>(List.of(x()));
    encoding().ifPresent(_ -> inputs.add(TensorView.of(TIME, DataType.INT64, ANY, ANY)));
    inputs.add(TensorView.of(LENGTHS, DataType.INT32, ANY));
    stack()
        .ifPresent(stack ->
            Stream.of("h0", "c0")
                .map(name -> TensorView.of(name, precision(), stack.layers(), ANY, stack.size()))
                .forEach(inputs::add));
    return inputs;
  }

  private TensorView x() {
    return switch (model.predictor()) {
      case Predictor.SymbolPredictor _ -> TensorView.of(X, DataType.BYTES, ANY, ANY);
      case Predictor.Answerer _ when readsSymbols() -> TensorView.of(X, DataType.INT64, ANY, ANY);
      case Predictor.Answerer _ ->
          TensorView.of(X, precision(), ANY, ANY, model.network().inputSize());
      case Predictor.Forecaster _,
          Predictor.Classifier _,
          Predictor.Labeller _,
          Predictor.Regressor _,
          Predictor.AnomalyDetector _ ->
          TensorView.of(X, precision(), ANY, ANY, encoding().orElseThrow().columns().size());
    };
  }

  /** Whether a task's model looks its inputs up as symbols and can read nothing else. */
  boolean readsSymbols() {
    return model.predictor().network() instanceof NetworkShape.Lstm shape
        && shape.toShape().embeddingSize() > 0;
  }

  List<TensorView> outputs() {
    List<TensorView> outputs = new ArrayList<>();
    int steps = forecast().map(ForecastFrame::horizon).orElse(ANY);
    outputs.add(TensorView.of(Y, precision(), ANY, steps, width()));
    stack()
        .ifPresent(stack -> {
          int layers = stack.layers();
          outputs.add(TensorView.of("h_n", precision(), layers, ANY, stack.size()));
          outputs.add(TensorView.of("c_n", precision(), layers, ANY, stack.size()));
          outputs.add(TensorView.of("gates", precision(), ANY, ANY, layers, 4, stack.size()));
        });
    return outputs;
  }

  /** Numbers that are answered at each step. */
  int width() {
    return switch (model.predictor()) {
      case Predictor.Forecaster of -> of.frame().targets().size();
      case Predictor.Classifier of -> of.frame().classes().size();
      case Predictor.Labeller of -> of.frame().classes().size();
      case Predictor.SymbolPredictor of -> of.frame().alphabetSize();
      case Predictor.Regressor _, Predictor.AnomalyDetector _ -> 1;
      case Predictor.Answerer _ -> model.network().outputSize();
    };
  }

  /** What the numbers of a step are called. */
  List<String> labels() {
    return switch (model.predictor()) {
      case Predictor.Forecaster of -> of.frame().targets();
      case Predictor.Classifier of -> of.frame().classes();
      case Predictor.Labeller of -> of.frame().classes();
      case Predictor.SymbolPredictor of -> of.frame().symbols();
      case Predictor.Regressor of -> List.of(of.frame().target());
      case Predictor.AnomalyDetector _ -> List.of("score");
      case Predictor.Answerer _ -> List.of();
    };
  }

  Optional<ForecastFrame> forecast() {
    return model.predictor() instanceof Predictor.Forecaster of
        ? Optional.of(of.frame())
        : Optional.empty();
  }

  /** How rows are encoded; empty if the model reads symbols or the vectors of a task. */
  Optional<Encoding> encoding() {
    return switch (model.predictor()) {
      case Predictor.Forecaster of -> Optional.of(of.frame().encoding());
      case Predictor.Classifier of -> Optional.of(of.frame().encoding());
      case Predictor.Labeller of -> Optional.of(of.frame().encoding());
      case Predictor.Regressor of -> Optional.of(of.frame().encoding());
      case Predictor.AnomalyDetector of -> Optional.of(of.frame().encoding());
      case Predictor.SymbolPredictor _, Predictor.Answerer _ -> Optional.empty();
    };
  }

  /** The layers as one tensor, if they are of one size and the state is all that goes on. */
  Optional<Stack> stack() {
    if (model.stepper().window() == 0
        && model.predictor().network() instanceof NetworkShape.Lstm shape
        && shape.layers().stream().distinct().count() == 1) {
      return Optional.of(new Stack(shape.layers().size(), shape.layers().getFirst()));
    }
    return Optional.empty();
  }

  Map<String, String> properties(long idleMillis) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("units", "x and y are in the units of the data that the model was trained on");
    properties.put("optional_inputs", "all but x");
    encoding()
        .ifPresent(encoding -> {
          properties.put("x.columns", String.join(",", encoding.names()));
          encoding.columns().stream()
              .filter(Encoding.Column::holdsCategories)
              .forEach(column ->
                  properties.put(
                      "x.categories." + column.name(), String.join(",", column.categories())));
          properties.put(
              "time",
              "seconds since 1970 of the rows' own clock; needed if the model reads the calendar");
        });
    if (!labels().isEmpty()) {
      properties.put("y.labels", String.join(",", labels().stream().limit(1000).toList()));
    }
    if (model.predictor() instanceof Predictor.AnomalyDetector of) {
      properties.put("y.threshold", String.valueOf(of.frame().threshold()));
      properties.put("y.unknown", "-1 where there is no score yet");
    }
    forecast().ifPresent(frame -> properties.put("x.window", String.valueOf(frame.window())));
    stack().ifPresent(_ -> properties.put("gates.order", "i,f,g,o"));
    properties.put("sequence_idle_ms", String.valueOf(idleMillis));
    return properties;
  }

  /**
   * Layers of one size.
   *
   * @param layers their number L
   * @param size their number of cells H
   */
  record Stack(int layers, int size) {}
}
