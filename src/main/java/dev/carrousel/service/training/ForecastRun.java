package dev.carrousel.service.training;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.problem.ForecastEvaluation;
import dev.carrousel.lstm.problem.Forecasting;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.training.EpochTrainer;
import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.jobs.RunEnding;
import dev.carrousel.service.jobs.Status;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.Predictor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Trains a forecaster on a dataset and judges it. */
@Component
class ForecastRun {

  private final Datasets datasets;
  private final Kernels kernels;
  private final JsonMapper json;

  ForecastRun(Datasets datasets, Kernels kernels, JsonMapper json) {
    this.datasets = datasets;
    this.kernels = kernels;
    this.json = json;
  }

  Ended train(ForecastPlan plan, RunRecorder recorder) {
    Dataset dataset = datasets.get(plan.datasetId());
    Forecasting problem =
        Forecasting.prepare(
            datasets.series(dataset.id(), plan.forecast().inputs()), plan.forecast());
    LayeredNetwork network =
        new LayeredNetwork(plan.network(), kernels, new SplittableRandom(plan.epochs().seed()));
    Examples validation = problem.validation();
    TrainingOutcome outcome =
        new EpochTrainer(plan.epochs(), network, problem.training(), validation, recorder, recorder)
            .train();
    return switch (outcome) {
      case TrainingOutcome.Completed completed ->
          succeeded(
              Reason.COMPLETED, completed.epochs(), completed.epochs(), dataset, problem, network);
      case TrainingOutcome.StoppedEarly early ->
          succeeded(
              Reason.EARLY_STOPPED, early.epochs(), early.bestEpoch(), dataset, problem, network);
      case TrainingOutcome.Diverged diverged -> new Ended(diverged(diverged), null);
      case TrainingOutcome.Stopped _ -> new Ended(null, null);
      case TrainingOutcome.Converged _, TrainingOutcome.Exhausted _ ->
          throw new IllegalStateException("epochs ended as a task does: " + outcome);
    };
  }

  private Ended succeeded(
      Reason reason,
      int epochs,
      int bestEpoch,
      Dataset dataset,
      Forecasting problem,
      LayeredNetwork network) {
    Examples validation = problem.validation();
    Double validationLoss = validation.size() == 0 ? null : network.loss(validation.asList());
    ForecastResult result =
        ForecastResult.of(
            epochs,
            bestEpoch,
            validationLoss,
            network.parameterCount(),
            problem,
            ForecastEvaluation.of(problem, network));
    RunEnding ending =
        new RunEnding(Status.SUCCEEDED, reason, null, json.writeValueAsString(result), null);
    return new Ended(
        ending,
        new Artifact(
            network.weights(), predictor(dataset, problem, network), network.parameterCount()));
  }

  private static RunEnding diverged(TrainingOutcome.Diverged diverged) {
    String detail =
        "The loss was no longer a finite number after %d weight changes, in epoch %d. A smaller learning rate may help."
            .formatted(diverged.step(), diverged.epoch());
    return RunEnding.without(Status.FAILED, Reason.DIVERGED, detail);
  }

  private static Predictor predictor(Dataset dataset, Forecasting problem, LayeredNetwork network) {
    Series series = problem.series();
    int width = series.columns().size();
    double[] history =
        Arrays.copyOfRange(
            series.values(),
            (series.rows() - problem.frame().window()) * width,
            series.values().length);
    ColumnProfile time = dataset.timeColumn().orElse(null);
    Predictor.NetworkShape shape =
        new Predictor.NetworkShape(
            "lstm", network.inputSize(), network.layers(), network.outputSize());
    return new Predictor.Forecaster(
        shape,
        problem.frame(),
        history,
        time == null ? null : String.valueOf(time.maximum()),
        time == null ? null : time.spacing());
  }

  /** How a run ended, null where it was only stopped, and what it leaves. */
  record Ended(@Nullable RunEnding ending, @Nullable Artifact artifact) {}
}
