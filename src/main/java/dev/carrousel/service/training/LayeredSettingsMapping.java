package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.layered.Initialiser;
import dev.carrousel.lstm.layered.LayeredLearning;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.Decay;
import dev.carrousel.lstm.optimizer.Optimizer;
import dev.carrousel.lstm.optimizer.RmsProp;
import dev.carrousel.lstm.optimizer.Schedule;
import dev.carrousel.lstm.optimizer.Sgd;
import org.jspecify.annotations.Nullable;

/** Between requests for layered networks and the library's settings. */
final class LayeredSettingsMapping {

  private LayeredSettingsMapping() {}

  /** The settings of a complete request. */
  static LayeredSettings settings(
      LstmRequest network, LearningRequest learning, int inputSize, int outputSize, Loss loss) {
    return new LayeredSettings(
        shape(network, inputSize, outputSize),
        requireNonNullElse(network.initialiser(), Initialiser.UNIFORM),
        requireNonNullElse(network.forgetBias(), 1.0),
        new LayeredLearning(
            loss,
            optimizer(requireNonNull(learning.optimizer())),
            schedule(learning.schedule()),
            requireNonNull(learning.clipNorm()),
            requireNonNullElse(network.dropout(), 0.0),
            requireNonNullElse(learning.truncation(), 0)));
  }

  private static LayeredShape shape(LstmRequest network, int inputSize, int outputSize) {
    return new LayeredShape(
        inputSize,
        requireNonNullElse(network.embedding(), 0),
        requireNonNull(network.layers()),
        outputSize,
        switch (network.forgetGate()) {
          case null -> Forgetting.GATE;
          case OWN -> Forgetting.GATE;
          case COUPLED -> Forgetting.COUPLED;
          case NONE -> Forgetting.NEVER;
        },
        requireNonNullElse(network.peepholes(), false),
        requireNonNullElse(network.bidirectional(), false),
        requireNonNullElse(network.readOut(), ReadOut.STEP));
  }

  private static Optimizer optimizer(OptimizerRequest optimizer) {
    return switch (optimizer) {
      case OptimizerRequest.AdamRequest adam ->
          new Adam(
              requireNonNull(adam.learningRate()),
              requireNonNull(adam.beta1()),
              requireNonNull(adam.beta2()),
              requireNonNull(adam.epsilon()),
              0);
      case OptimizerRequest.AdamWRequest adam ->
          new Adam(
              requireNonNull(adam.learningRate()),
              requireNonNull(adam.beta1()),
              requireNonNull(adam.beta2()),
              requireNonNull(adam.epsilon()),
              requireNonNull(adam.weightDecay()));
      case OptimizerRequest.RmsPropRequest rms ->
          new RmsProp(
              requireNonNull(rms.learningRate()),
              requireNonNull(rms.decay()),
              requireNonNull(rms.epsilon()),
              requireNonNull(rms.momentum()));
      case OptimizerRequest.SgdRequest sgd ->
          new Sgd(
              requireNonNull(sgd.learningRate()),
              requireNonNull(sgd.momentum()),
              requireNonNullElse(sgd.nesterov(), false));
    };
  }

  private static Schedule schedule(@Nullable ScheduleRequest schedule) {
    if (schedule == null) {
      return Schedule.CONSTANT;
    }
    Decay decay =
        switch (schedule) {
          case ScheduleRequest.ConstantRequest _ -> new Decay.Constant();
          case ScheduleRequest.StepRequest step ->
              new Decay.Steps(requireNonNull(step.everySteps()), requireNonNull(step.factor()));
          case ScheduleRequest.CosineRequest cosine ->
              new Decay.Cosine(requireNonNull(cosine.steps()), requireNonNull(cosine.lowest()));
          case ScheduleRequest.PlateauRequest plateau ->
              new Decay.Plateau(
                  requireNonNull(plateau.patience()), requireNonNull(plateau.factor()));
        };
    return new Schedule(requireNonNull(schedule.warmUpSteps()), decay);
  }
}
