package dev.carrousel.service.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.task.Examination;
import dev.carrousel.lstm.training.TaskTrainer;
import dev.carrousel.lstm.training.TrainingOutcome;
import dev.carrousel.service.jobs.Reason;
import dev.carrousel.service.models.Artifact;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.models.Predictor;
import dev.carrousel.service.training.RunPlan.NetworkPlan;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Trains a network on a task until its criterion is reached or it is given up. */
@Component
class TaskRun {

  private final NewNetworks networks;
  private final JsonMapper json;

  TaskRun(NewNetworks networks, JsonMapper json) {
    this.networks = networks;
    this.json = json;
  }

  RunEnd train(RunPlan.OfTask plan, RunRecorder recorder) {
    Learner network = networks.of(plan);
    TaskTrainer trainer = new TaskTrainer(plan.task(), network, recorder, recorder);
    recorder.beginning().ifPresent(trainer::resume);
    TrainingOutcome outcome = trainer.train();
    return switch (outcome) {
      case TrainingOutcome.Converged converged ->
          ended(Reason.CONVERGED, converged.sequences(), converged.examination(), plan, network);
      case TrainingOutcome.Exhausted exhausted ->
          ended(Reason.COMPLETED, exhausted.sequences(), exhausted.examination(), plan, network);
      case TrainingOutcome.Diverged diverged -> RunEnd.diverged(diverged);
      case TrainingOutcome.Stopped stopped -> RunEnd.stopped(stopped);
      case TrainingOutcome.Completed _, TrainingOutcome.StoppedEarly _ ->
          throw new IllegalStateException("tasks are not learned in epochs, ended as " + outcome);
    };
  }

  private RunEnd ended(
      Reason reason,
      long sequences,
      Examination examination,
      RunPlan.OfTask plan,
      Learner network) {
    TaskResult result =
        new TaskResult(
            reason == Reason.CONVERGED,
            sequences,
            network.parameterCount(),
            examination.sequences(),
            examination.wrong(),
            examination.meanAbsoluteError());
    Predictor predictor =
        new Predictor.Answerer(shape(network, plan), plan.task().task(), plan.task().values());
    Artifact artifact = new Artifact(network.weights(), predictor, network.parameterCount());
    return RunEnd.succeeded(reason, json.writeValueAsString(result), artifact);
  }

  private static NetworkShape shape(Learner network, RunPlan.OfTask plan) {
    return switch (plan.network()) {
      case NetworkPlan.Layered layered -> NetworkShape.Lstm.of(layered.settings().shape());
      case NetworkPlan.Original original -> {
        OriginalNetwork trained = (OriginalNetwork) network;
        yield new NetworkShape.Original(
            trained.topology(), original.settings().outputGateCompetition());
      }
    };
  }
}
