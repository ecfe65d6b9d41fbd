package dev.carrousel.service.training;

import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.problem.Judged;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.lstm.training.EpochTrainer;
import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.datasets.ColumnChoice;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.models.Artifact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Trains a network on a problem of a dataset and judges it. */
@Component
class ProblemRun {

  private final Datasets datasets;
  private final NewNetworks networks;
  private final JsonMapper json;

  ProblemRun(Datasets datasets, NewNetworks networks, JsonMapper json) {
    this.datasets = datasets;
    this.networks = networks;
    this.json = json;
  }

  /** The data of a run while it is learned. */
  private record Material(Dataset dataset, DataRequest data, Table table, Prepared prepared) {}

  RunEnd train(RunPlan.OfDataset plan, RunRecorder recorder) {
    Material material;
    try {
      material = material(plan);
    } catch (IllegalArgumentException unfit) {
      return RunEnd.invalidData("The data does not allow this: %s.".formatted(unfit.getMessage()));
    }
    Prepared prepared = material.prepared();
    LayeredNetwork network = networks.of(plan, prepared);
    EpochTrainer trainer =
        new EpochTrainer(
            plan.epochs(), network, prepared.training(), prepared.validation(), recorder, recorder);
    recorder.beginning().ifPresent(trainer::resume);
    TrainingOutcome outcome = trainer.train();
    return switch (outcome) {
      case TrainingOutcome.Completed completed ->
          succeeded(Reason.COMPLETED, completed.epochs(), completed.bestEpoch(), material, network);
      case TrainingOutcome.StoppedEarly early ->
          succeeded(Reason.EARLY_STOPPED, early.epochs(), early.bestEpoch(), material, network);
      case TrainingOutcome.Diverged diverged -> RunEnd.diverged(diverged);
      case TrainingOutcome.Stopped stopped -> RunEnd.stopped(stopped);
      case TrainingOutcome.Converged _, TrainingOutcome.Exhausted _ ->
          throw new IllegalStateException("datasets are learned in epochs, ended as " + outcome);
    };
  }

  private Material material(RunPlan.OfDataset plan) {
    Dataset dataset = datasets.get(plan.datasetId());
    ColumnChoice choice = Problems.columns(plan.data(), dataset);
    Table table = datasets.table(dataset.id(), choice);
    return new Material(dataset, plan.data(), table, plan.problem().prepare(table));
  }

  private RunEnd succeeded(
      Reason reason, int epochs, int bestEpoch, Material material, LayeredNetwork network) {
    Examples validation = material.prepared().validation();
    Double validationLoss = validation.size() == 0 ? null : network.loss(validation.asList());
    Judged judged = material.prepared().judge(network);
    ProblemResult result =
        new ProblemResult(
            epochs,
            bestEpoch,
            validationLoss,
            network.parameterCount(),
            material.prepared().parts(),
            missing(material.table()),
            DataWarnings.of(material.table(), material.data(), material.prepared()),
            judged.test().stream().map(ProblemResult.TargetTest::of).toList());
    Artifact artifact =
        new Artifact(
            network.weights(),
            Predictors.of(judged, network, material.dataset(), material.data(), material.table()),
            network.parameterCount());
    return RunEnd.succeeded(reason, json.writeValueAsString(result), artifact);
  }

  private static Map<String, Integer> missing(Table table) {
    Map<String, Integer> missing = new LinkedHashMap<>();
    List<Integer> counts = table.data().missing();
    for (int column = 0; column < counts.size(); column++) {
      missing.put(table.data().columns().get(column), counts.get(column));
    }
    return missing;
  }
}
