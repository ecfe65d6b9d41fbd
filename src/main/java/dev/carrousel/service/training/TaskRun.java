package dev.carrousel.service.training;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.task.Examination;
import dev.carrousel.lstm.training.SeedStream;
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

  private final Kernels kernels;
  private final JsonMapper json;

  TaskRun(Kernels kernels, JsonMapper json) {
    this.kernels = kernels;
    this.json = json;
  }

  RunEnd train(RunPlan.OfTask plan, RunRecorder recorder) {
    Learner network = network(plan, kernels);
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

  /** The network of a plan with freshly drawn weights. */
  static Learner network(RunPlan.OfTask plan, Kernels kernels) {
    return switch (plan.network()) {
      case NetworkPlan.Layered layered ->
          new LayeredNetwork(
              layered.settings(), kernels, SeedStream.WEIGHTS.of(plan.task().seed()));
      case NetworkPlan.Original original ->
          new OriginalNetwork(original.settings(), SeedStream.WEIGHTS.of(plan.task().seed()));
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
      case NetworkPlan.Layered layered ->
          new NetworkShape.Lstm(
              network.inputSize(), layered.settings().layers(), network.outputSize());
      case NetworkPlan.Original original -> {
        OriginalNetwork trained = (OriginalNetwork) network;
        yield new NetworkShape.Original(
            trained.topology(), original.settings().outputGateCompetition());
      }
    };
  }
}
