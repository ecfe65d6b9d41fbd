package dev.carrousel.service.training;

import dev.carrousel.service.training.OptimizerRequest.AdamRequest;
import dev.carrousel.service.training.OptimizerRequest.AdamWRequest;
import dev.carrousel.service.training.OptimizerRequest.RmsPropRequest;
import dev.carrousel.service.training.OptimizerRequest.SgdRequest;
import dev.carrousel.service.training.ScheduleRequest.ConstantRequest;
import dev.carrousel.service.training.ScheduleRequest.CosineRequest;
import dev.carrousel.service.training.ScheduleRequest.PlateauRequest;
import dev.carrousel.service.training.ScheduleRequest.StepRequest;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open about optimizer and schedule. */
final class OptimizerDefaults {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private OptimizerDefaults() {}

  /**
   * An optimizer with its settings.
   *
   * @param rate learning rate of optimizers that scale each weight's changes
   */
  static OptimizerRequest complete(@Nullable OptimizerRequest optimizer, double rate) {
    return switch (optimizer) {
      case null -> new AdamRequest(rate, BETA_1, BETA_2, EPSILON);
      case AdamRequest adam ->
          new AdamRequest(
              or(adam.learningRate(), rate),
              or(adam.beta1(), BETA_1),
              or(adam.beta2(), BETA_2),
              or(adam.epsilon(), EPSILON));
      case AdamWRequest adam ->
          new AdamWRequest(
              or(adam.learningRate(), rate),
              or(adam.beta1(), BETA_1),
              or(adam.beta2(), BETA_2),
              or(adam.epsilon(), EPSILON),
              or(adam.weightDecay(), 0.01));
      case RmsPropRequest rms ->
          new RmsPropRequest(
              or(rms.learningRate(), rate),
              or(rms.decay(), 0.99),
              or(rms.epsilon(), EPSILON),
              or(rms.momentum(), 0.0));
      case SgdRequest sgd ->
          new SgdRequest(
              or(sgd.learningRate(), 0.05), or(sgd.momentum(), 0.9), or(sgd.nesterov(), false));
    };
  }

  /**
   * A schedule with its distances.
   *
   * @param steps weight changes of the whole training
   */
  static ScheduleRequest complete(@Nullable ScheduleRequest schedule, long steps) {
    long warmUp = schedule == null ? 0 : or(schedule.warmUpSteps(), 0L);
    return switch (schedule) {
      case null -> new ConstantRequest(warmUp);
      case ConstantRequest _ -> new ConstantRequest(warmUp);
      case StepRequest step ->
          new StepRequest(
              warmUp, or(step.everySteps(), Math.ceilDiv(steps, 3L)), or(step.factor(), 0.1));
      case CosineRequest cosine ->
          new CosineRequest(
              warmUp, or(cosine.steps(), Math.max(1, steps - warmUp)), or(cosine.lowest(), 0.0));
      case PlateauRequest plateau ->
          new PlateauRequest(warmUp, or(plateau.patience(), 5), or(plateau.factor(), 0.5));
    };
  }

  private static <T> T or(@Nullable T given, T byDefault) {
    return given == null ? byDefault : given;
  }
}
