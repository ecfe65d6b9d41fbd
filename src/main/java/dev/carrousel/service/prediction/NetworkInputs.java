package dev.carrousel.service.prediction;

import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a sequence into what the network of a model reads: rows, a text or events as predict and
 * forecast take them, or symbols and vectors of the network itself.
 */
final class NetworkInputs {

  private NetworkInputs() {}

  /** The inputs, or a problem with what is wrong with them. */
  static Inputs of(Predictor predictor, SequenceRequest sequence, String pointer, int inputSize) {
    if (sequence.symbols() != null || sequence.vectors() != null) {
      return SequenceInputs.of(sequence, pointer, inputSize);
    }
    return switch (predictor) {
      case Predictor.Answerer _ -> SequenceInputs.of(sequence, pointer, inputSize);
      case Predictor.Forecaster of -> question(of, sequence);
      case Predictor.Classifier of -> rows(of.frame().encoding(), of.time(), sequence, pointer);
      case Predictor.Labeller of -> rows(of.frame().encoding(), of.time(), sequence, pointer);
      case Predictor.Regressor of -> rows(of.frame().encoding(), of.time(), sequence, pointer);
      case Predictor.AnomalyDetector of -> {
        Inputs.Vectors inputs = rows(of.frame().encoding(), of.time(), sequence, pointer);
        of.frame().toChanges(inputs.values(), 0, inputs.length());
        yield inputs;
      }
      case Predictor.SymbolPredictor of -> {
        List<Integer> symbols = new SymbolReading(of.frame()).begun(sequence, pointer);
        yield new Inputs.Symbols(
            symbols.stream().mapToInt(Integer::intValue).toArray(), of.frame().alphabetSize());
      }
    };
  }

  /** What a forecaster is asked after these rows; without any, after the end of its data. */
  private static Inputs question(Predictor.Forecaster of, SequenceRequest sequence) {
    ForecastRequest request = new ForecastRequest(null, null, sequence.rows(), null);
    return of.frame().question(ForecastQuestion.of(of, request).encoded(), 0);
  }

  private static Inputs.Vectors rows(
      Encoding encoding, @Nullable String time, SequenceRequest sequence, String pointer) {
    List<Map<String, @Nullable Object>> given = sequence.rows();
    if (given == null) {
      throw ProblemException.invalid(pointer + "/rows", "missing", "The model reads rows.");
    }
    Rows rows = new Rows(encoding, time);
    Table table = rows.table(given, pointer + "/rows");
    return Inputs.Vectors.of(rows.encode(table, pointer + "/rows"), encoding.width());
  }
}
