package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.AnomalyFrame;
import dev.carrousel.lstm.problem.ClassFrame;
import dev.carrousel.lstm.problem.ValueFrame;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.prediction.PredictResponse.Answer;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers sequences of rows in the units and names of the user. */
final class RowAnswers {

  private final Learner network;
  private final Rows rows;

  RowAnswers(Learner network, Encoding encoding, @Nullable String time) {
    this.network = network;
    this.rows = new Rows(encoding, time);
  }

  List<Answer> classes(List<SequenceRequest> sequences, ClassFrame frame) {
    return responses(inputs(tables(sequences))).stream()
        .map(response -> {
          List<Answer.OfClass> steps = new ArrayList<>();
          int size = frame.classes().size();
          for (int at = 0; at < response.length; at += size) {
            steps.add(ofClass(Arrays.copyOfRange(response, at, at + size), frame.classes()));
          }
          return frame.everyRow() ? new Answer.OfClasses(steps) : (Answer) steps.getLast();
        })
        .toList();
  }

  static Answer.OfClass ofClass(double[] probabilities, List<String> classes) {
    Map<String, Double> byClass = new LinkedHashMap<>();
    int best = 0;
    for (int at = 0; at < probabilities.length; at++) {
      byClass.put(classes.get(at), probabilities[at]);
      best = probabilities[at] > probabilities[best] ? at : best;
    }
    return new Answer.OfClass(classes.get(best), byClass);
  }

  List<Answer> values(List<SequenceRequest> sequences, ValueFrame frame) {
    return responses(inputs(tables(sequences))).stream()
        .<Answer>map(response -> new Answer.OfValue(frame.value(response[response.length - 1])))
        .toList();
  }

  List<Answer> scores(List<SequenceRequest> sequences, AnomalyFrame frame) {
    List<Table> tables = tables(sequences);
    List<Inputs> inputs = inputs(tables);
    for (Inputs read : inputs) {
      Inputs.Vectors vectors = (Inputs.Vectors) read;
      frame.toChanges(vectors.values(), 0, vectors.length());
    }
    List<double[]> responses = responses(inputs);
    List<Answer> answers = new ArrayList<>();
    for (int index = 0; index < tables.size(); index++) {
      answers.add(scores(tables.get(index), responses.get(index), frame));
    }
    return answers;
  }

  private static Answer scores(Table table, double[] response, AnomalyFrame frame) {
    List<@Nullable Double> scores = new ArrayList<>();
    List<Integer> anomalies = new ArrayList<>();
    for (double score : frame.scores(table.carryForward(), table, response, 0, table.rows())) {
      if (score > frame.threshold()) {
        anomalies.add(scores.size());
      }
      scores.add(Double.isFinite(score) ? score : null);
    }
    return new Answer.OfScores(frame.threshold(), scores, anomalies);
  }

  private List<Table> tables(List<SequenceRequest> sequences) {
    List<Table> tables = new ArrayList<>();
    for (int number = 0; number < sequences.size(); number++) {
      List<Map<String, @Nullable Object>> given = sequences.get(number).rows();
      if (given == null) {
        throw ProblemException.invalid(
            "#/sequences/" + number + "/rows", "missing", "The model reads rows.");
      }
      tables.add(rows.table(given, pointer(number)));
    }
    return tables;
  }

  private List<Inputs> inputs(List<Table> tables) {
    List<Inputs> inputs = new ArrayList<>();
    for (int number = 0; number < tables.size(); number++) {
      double[] encoded = rows.encode(tables.get(number), pointer(number));
      inputs.add(Inputs.Vectors.of(encoded, rows.encoding().width()));
    }
    return inputs;
  }

  private List<double[]> responses(List<Inputs> inputs) {
    return network.respondAll(inputs).stream().map(FiniteAnswer::require).toList();
  }

  private static String pointer(int number) {
    return "#/sequences/%d/rows".formatted(number);
  }
}
