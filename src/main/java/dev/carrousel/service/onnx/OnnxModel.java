package dev.carrousel.service.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.Predictor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes models as ONNX files. */
public final class OnnxModel {

  private static final int FILE_VERSION = 10;
  private static final int OPERATORS_VERSION = 22;
  private static final String MORE_OPERATORS = "ai.onnx.ml";
  private static final int MORE_OPERATORS_VERSION = 3;

  private OnnxModel() {}

  /**
   * A model as a file that needs nothing beside it.
   *
   * @param artifact weights and what is needed to predict with them
   * @param provenance where the model comes from, kept in the file
   * @throws dev.carrousel.service.web.ProblemException if the model cannot be expressed
   */
  public static byte[] of(Artifact artifact, Map<String, String> provenance) {
    Graph graph = new Graph("carrousel");
    fill(graph, artifact);
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FILE_VERSION)
            .setProducerName("Carrousel")
            .setGraph(graph.finished());
    model.addOpsetImportBuilder().setDomain("").setVersion(OPERATORS_VERSION);
    model.addOpsetImportBuilder().setDomain(MORE_OPERATORS).setVersion(MORE_OPERATORS_VERSION);
    provenance.forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
    return model.build().toByteArray();
  }

  private static void fill(Graph graph, Artifact artifact) {
    AnswerGraph answers = new AnswerGraph(graph, artifact);
    switch (artifact.predictor()) {
      case Predictor.Forecaster of ->
          new ForecastGraph(
                  graph, of.frame(), rows(graph, of.frame().encoding(), of.time()), artifact)
              .forecast();
      case Predictor.Classifier of ->
          answers.classes(rows(graph, of.frame().encoding(), of.time()), of.frame());
      case Predictor.Labeller of ->
          answers.classes(rows(graph, of.frame().encoding(), of.time()), of.frame());
      case Predictor.Regressor of ->
          answers.value(rows(graph, of.frame().encoding(), of.time()), of.frame());
      case Predictor.AnomalyDetector of ->
          new AnomalyGraph(graph, of.frame(), artifact)
              .scores(rows(graph, of.frame().encoding(), of.time()));
      case Predictor.SymbolPredictor of -> answers.nextSymbol(of.frame());
      case Predictor.Answerer of -> answers.outputs(of);
    }
  }

  private static RowsGraph rows(Graph graph, Encoding encoding, @Nullable String time) {
    return new RowsGraph(graph, encoding, time);
  }
}
