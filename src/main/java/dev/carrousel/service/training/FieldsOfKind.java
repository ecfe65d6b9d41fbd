package dev.carrousel.service.training;

import dev.carrousel.service.web.FieldProblems;
import org.jspecify.annotations.Nullable;

/** Refuses settings that the chosen kind of data or network would silently ignore. */
final class FieldsOfKind {

  static final String SEES_ITS_TARGETS = "sees_its_targets";

  private FieldsOfKind() {}

  static void check(TrainingRequest request, FieldProblems problems) {
    DataRequest data = request.data();
    if (data.task() == null) {
      forbid(problems, "#/data/parameters", data.parameters(), "a dataset");
      checkProblem(data, problems);
      problems.require(
          !(request.network() instanceof OriginalRequest),
          "#/network/type",
          "not_for_datasets",
          () -> "An original network learns tasks; for a dataset use the type lstm.");
    } else {
      onlyTask(data, problems);
    }
    if (request.network() instanceof LstmRequest lstm) {
      checkLstm(lstm, request, problems);
    }
    LearningRequest learning = request.training();
    if (learning != null) {
      checkLearning(learning, request, problems);
    }
  }

  private static void onlyTask(DataRequest data, FieldProblems problems) {
    forbid(problems, "#/data/dataset", data.dataset(), "a task");
    forbid(problems, "#/data/problem", data.problem(), "a task");
    forbid(problems, "#/data/targets", data.targets(), "a task");
    forbid(problems, "#/data/inputs", data.inputs(), "a task");
    forbid(problems, "#/data/categorical", data.categorical(), "a task");
    forbid(problems, "#/data/series", data.series(), "a task");
    forbid(problems, "#/data/calendar", data.calendar(), "a task");
    forbid(problems, "#/data/window", data.window(), "a task");
    forbid(problems, "#/data/split", data.split(), "a task");
    forbid(problems, "#/data/missing", data.missing(), "a task");
    forbid(problems, "#/data/maxSequences", data.maxSequences(), "a task");
    forbid(problems, "#/data/classWeights", data.classWeights(), "a task");
    onlyForecast(data, "a task", problems);
    onlyAnomaly(data, "a task", problems);
  }

  private static void onlyForecast(DataRequest data, String kind, FieldProblems problems) {
    forbid(problems, "#/data/known", data.known(), kind);
    forbid(problems, "#/data/horizon", data.horizon(), kind);
    forbid(problems, "#/data/centering", data.centering(), kind);
    forbid(problems, "#/data/levels", data.levels(), kind);
  }

  private static void onlyAnomaly(DataRequest data, String kind, FieldProblems problems) {
    forbid(problems, "#/data/label", data.label(), kind);
    forbid(problems, "#/data/falseAlarms", data.falseAlarms(), kind);
  }

  private static void checkProblem(DataRequest data, FieldProblems problems) {
    DataRequest.ProblemKind kind = data.problem();
    if (kind != null && kind != DataRequest.ProblemKind.FORECAST) {
      onlyForecast(data, "this problem, only to forecast", problems);
    }
    if (kind != null && kind != DataRequest.ProblemKind.ANOMALY) {
      onlyAnomaly(data, "this problem, only to anomaly", problems);
    }
    if (kind != DataRequest.ProblemKind.CLASSIFY && kind != DataRequest.ProblemKind.LABEL) {
      forbid(
          problems,
          "#/data/classWeights",
          data.classWeights(),
          "this problem, only to classify and label");
    }
    if (kind == DataRequest.ProblemKind.NEXT_SYMBOL) {
      forbid(problems, "#/data/inputs", data.inputs(), "next-symbol, which reads its target");
      forbid(problems, "#/data/categorical", data.categorical(), "next-symbol");
      forbid(problems, "#/data/calendar", data.calendar(), "next-symbol");
    }
  }

  private static void checkLstm(LstmRequest lstm, TrainingRequest request, FieldProblems problems) {
    boolean ownGate = lstm.forgetGate() == null || lstm.forgetGate() == LstmRequest.ForgetGate.OWN;
    if (!ownGate) {
      forbid(problems, "#/network/forgetBias", lstm.forgetBias(), "cells without a forget gate");
    }
    int layers = lstm.layers() == null ? 1 : lstm.layers().size();
    problems.require(
        layers > 1 || lstm.dropout() == null || lstm.dropout() == 0,
        "#/network/dropout",
        "not_applicable",
        () -> "Dropout works between layers; there is only one.");
    boolean cut =
        request.training() != null
            && request.training().truncation() != null
            && request.training().truncation() > 0;
    problems.require(
        !cut || !Boolean.TRUE.equals(lstm.bidirectional()),
        "#/training/truncation",
        "not_for_bidirectional",
        () -> "A bidirectional network needs whole sequences.");
    DataRequest.ProblemKind kind = request.data().problem();
    problems.require(
        !Boolean.TRUE.equals(lstm.bidirectional())
            || (kind != DataRequest.ProblemKind.NEXT_SYMBOL
                && kind != DataRequest.ProblemKind.ANOMALY),
        "#/network/bidirectional",
        SEES_ITS_TARGETS,
        () -> "Read from its end, a sequence shows what is to be foretold.");
  }

  private static void checkLearning(
      LearningRequest learning, TrainingRequest request, FieldProblems problems) {
    boolean task = request.data().task() != null;
    boolean original =
        request.network() instanceof OriginalRequest || (task && request.network() == null);
    if (original) {
      forbid(problems, "#/training/optimizer", learning.optimizer(), "an original network");
      forbid(problems, "#/training/batchSize", learning.batchSize(), "an original network");
      forbid(problems, "#/training/clipNorm", learning.clipNorm(), "an original network");
      forbid(problems, "#/training/schedule", learning.schedule(), "an original network");
      forbid(problems, "#/training/truncation", learning.truncation(), "an original network");
    } else {
      forbid(
          problems,
          "#/training/learningRate",
          learning.learningRate(),
          "a layered network, whose optimizer has one");
      forbid(problems, "#/training/update", learning.update(), "a layered network");
      forbid(problems, "#/training/outputError", learning.outputError(), "a layered network");
      forbid(
          problems,
          "#/training/outputErrorOffset",
          learning.outputErrorOffset(),
          "a layered network");
      problems.require(
          learning.algorithm() != LearningRequest.Algorithm.TRUNCATED_GRADIENT,
          "#/training/algorithm",
          "not_for_layered",
          () -> "A layered network learns by bptt.");
    }
    checkPlateau(learning, request.data(), problems);
    problems.require(
        !(learning.optimizer() instanceof OptimizerRequest.SgdRequest sgd)
            || !Boolean.TRUE.equals(sgd.nesterov())
            || sgd.momentum() == null
            || sgd.momentum() > 0,
        "#/training/optimizer/nesterov",
        "needs_momentum",
        () -> "Nesterov's momentum needs a positive momentum.");
    if (task) {
      forbid(
          problems,
          "#/training/epochs",
          learning.epochs(),
          "a task, which ends by stop.maxSequences");
      forbid(problems, "#/training/earlyStopping", learning.earlyStopping(), "a task");
    } else {
      forbid(problems, "#/training/stop", learning.stop(), "a dataset, which ends after epochs");
    }
  }

  private static void checkPlateau(
      LearningRequest learning, DataRequest data, FieldProblems problems) {
    boolean validated =
        data.task() == null
            && (data.split() == null
                || data.split().validation() == null
                || data.split().validation() > 0);
    problems.require(
        validated || !(learning.schedule() instanceof ScheduleRequest.PlateauRequest),
        "#/training/schedule/type",
        "needs_validation",
        () -> "A plateau is one of the validation loss, and there is no validation part.");
  }

  private static void forbid(
      FieldProblems problems, String pointer, @Nullable Object value, String kind) {
    problems.require(
        value == null,
        pointer,
        "not_applicable",
        () -> "This does not apply to %s.".formatted(kind));
  }
}
