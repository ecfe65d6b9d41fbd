package dev.carrousel.service.training;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.Team;
import dev.carrousel.lstm.problem.ForecastEvaluation;
import dev.carrousel.lstm.problem.Forecasting;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Series;
import dev.carrousel.lstm.training.EpochTrainer;
import dev.carrousel.lstm.training.SeedStream;
import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Trains a forecaster on a dataset and judges it. */
@Component
class ForecastRun {

  private final Datasets datasets;
  private final Kernels kernels;
  private final Team team;
  private final JsonMapper json;

  ForecastRun(Datasets datasets, Kernels kernels, Team team, JsonMapper json) {
    this.datasets = datasets;
    this.kernels = kernels;
    this.team = team;
    this.json = json;
  }

  RunEnd train(RunPlan.OfForecast plan, RunRecorder recorder) {
    Dataset dataset = datasets.get(plan.datasetId());
    Series observed = datasets.series(dataset.id(), plan.forecast().inputs());
    Forecasting problem;
    try {
      problem = Forecasting.prepare(observed, plan.forecast());
    } catch (IllegalArgumentException unfit) {
      return RunEnd.invalidData("The data does not allow this: %s.".formatted(unfit.getMessage()));
    }
    LayeredNetwork network =
        new LayeredNetwork(
            plan.network(), kernels, team, SeedStream.WEIGHTS.of(plan.epochs().seed()));
    EpochTrainer trainer =
        new EpochTrainer(
            plan.epochs(), network, problem.training(), problem.validation(), recorder, recorder);
    recorder.beginning().ifPresent(trainer::resume);
    TrainingOutcome outcome = trainer.train();
    return switch (outcome) {
      case TrainingOutcome.Completed completed ->
          succeeded(
              Reason.COMPLETED, completed.epochs(), completed.epochs(), dataset, problem, network);
      case TrainingOutcome.StoppedEarly early ->
          succeeded(
              Reason.EARLY_STOPPED, early.epochs(), early.bestEpoch(), dataset, problem, network);
      case TrainingOutcome.Diverged diverged -> RunEnd.diverged(diverged);
      case TrainingOutcome.Stopped stopped -> RunEnd.stopped(stopped);
      case TrainingOutcome.Converged _, TrainingOutcome.Exhausted _ ->
          throw new IllegalStateException("datasets are learned in epochs, ended as " + outcome);
    };
  }

  private RunEnd succeeded(
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
    Artifact artifact =
        new Artifact(
            network.weights(), predictor(dataset, problem, network), network.parameterCount());
    return RunEnd.succeeded(reason, json.writeValueAsString(result), artifact);
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
    NetworkShape shape = NetworkShape.Lstm.of(network.shape());
    return new Predictor.Forecaster(
        shape,
        problem.frame(),
        history,
        time == null ? null : String.valueOf(time.maximum()),
        time == null ? null : time.spacing());
  }
}
