package dev.carrousel.service.inference;

import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.Observations;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns input tensors into what models read: one list of observations per sequence. */
final class SequenceReading {

  private static final long EARLIEST = -62_135_596_800L;
  private static final long LATEST = 253_402_214_400L;

  private final Signature signature;
  private final InputTensor x;
  private final @Nullable InputTensor time;
  private final @Nullable InputTensor lengths;

  SequenceReading(Signature signature, InferRequest request) {
    this.signature = signature;
    this.x = request.required(Signature.X);
    if (x.shape().size() < 2 || x.shape().get(0) < 1 || x.shape().get(1) < 1) {
      throw InferenceException.invalid(
          "input x: there must be at least one sequence of one step, the shape was %s"
              .formatted(x.shape()));
    }
    this.lengths =
        request
            .optional(Signature.LENGTHS)
            .map(tensor -> tensor.shaped(batchSize()).whole())
            .orElse(null);
    this.time =
        request
            .optional(Signature.TIME)
            .map(tensor -> tensor.shaped(batchSize(), steps()).whole())
            .orElse(null);
  }

  int batchSize() {
    return x.shape().get(0);
  }

  int steps() {
    return x.shape().get(1);
  }

  /** Steps of one sequence, at least 1. */
  int length(int sequence) {
    if (lengths == null) {
      return steps();
    }
    long length = lengths.whole(sequence);
    if (length < 1 || length > steps()) {
      throw InferenceException.invalid(
          "input lengths: each must be 1 to %d, was %d".formatted(steps(), length));
    }
    return (int) length;
  }

  Observations observations(int sequence) {
    return switch (signature.model().predictor()) {
      case Predictor.SymbolPredictor of -> words(sequence, of.frame());
      case Predictor.Answerer _ -> task(sequence);
      case Predictor.Forecaster of -> rows(sequence, of.frame().encoding(), of.time());
      case Predictor.Classifier of -> rows(sequence, of.frame().encoding(), of.time());
      case Predictor.Labeller of -> rows(sequence, of.frame().encoding(), of.time());
      case Predictor.Regressor of -> rows(sequence, of.frame().encoding(), of.time());
      case Predictor.AnomalyDetector of -> rows(sequence, of.frame().encoding(), of.time());
    };
  }

  private Observations words(int sequence, SymbolFrame frame) {
    InputTensor texts = x.shaped(-1, -1);
    if (texts.type() != DataType.BYTES) {
      throw InferenceException.invalid("input x must hold BYTES, was %s".formatted(texts.type()));
    }
    List<String> words = new ArrayList<>();
    for (int step = 0; step < length(sequence); step++) {
      String word = texts.text(sequence * steps() + step);
      if (frame.text() && word.codePointCount(0, word.length()) != 1) {
        throw InferenceException.invalid("input x: each value must be one character");
      }
      words.add(word);
    }
    return Observations.ofWords(words, frame.text());
  }

  /** Symbols in a matrix, vectors in a tensor of three dimensions. */
  private Observations task(int sequence) {
    if (signature.readsSymbols() || x.shape().size() == 2) {
      InputTensor symbols = x.shaped(-1, -1).whole();
      List<Integer> numbers = new ArrayList<>();
      for (int step = 0; step < length(sequence); step++) {
        numbers.add((int) Math.clamp(symbols.whole(sequence * steps() + step), -1L, 1L << 30));
      }
      return Observations.ofSymbols(numbers);
    }
    int width = signature.model().network().inputSize();
    InputTensor vectors = x.shaped(-1, -1, width).numeric();
    List<List<Double>> read = new ArrayList<>();
    for (int step = 0; step < length(sequence); step++) {
      List<Double> vector = new ArrayList<>();
      for (int index = 0; index < width; index++) {
        vector.add(vectors.number((sequence * steps() + step) * width + index));
      }
      read.add(vector);
    }
    return Observations.ofVectors(read);
  }

  private Observations rows(int sequence, Encoding encoding, @Nullable String timeColumn) {
    List<Encoding.Column> columns = encoding.columns();
    InputTensor cells = x.shaped(-1, -1, columns.size()).numeric();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int step = 0; step < length(sequence); step++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      int at = sequence * steps() + step;
      for (int column = 0; column < columns.size(); column++) {
        row.put(
            columns.get(column).name(),
            cell(columns.get(column), cells.number(at * columns.size() + column)));
      }
      Optional.ofNullable(timeColumn).ifPresent(name -> tell(name, at, row));
      rows.add(row);
    }
    return Observations.ofRows(rows);
  }

  private static Object cell(Encoding.Column column, double value) {
    if (!column.holdsCategories()) {
      return value;
    }
    if (value != Math.rint(value) || value < 0 || value >= column.categories().size()) {
      throw InferenceException.invalid(
          "input x: column %s holds categories, numbered 0 to %d, found %s"
              .formatted(column.name(), column.categories().size() - 1, value));
    }
    return column.categories().get((int) value);
  }

  private void tell(String timeColumn, int at, Map<String, @Nullable Object> row) {
    if (time != null) {
      long second = time.whole(at);
      if (second < EARLIEST || second > LATEST) {
        throw InferenceException.invalid(
            "input time: each must be a second of the years 1 to 9999, was %d".formatted(second));
      }
      row.put(timeColumn, LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
  }
}
