package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.training.EpochTrainer;
import dev.carrousel.lstm.training.TaskTrainer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds out what a planned job takes, by beginning it. */
@Component
class PlanMeasuring {

  private static final int FLOAT_BYTES = 4;
  private static final int COPIES_OF_WEIGHTS = 5;
  private static final double SHARE_OF_FORWARD = 0.35;

  private final NewNetworks networks;
  private final Clock clock;

  PlanMeasuring(NewNetworks networks, Clock clock) {
    this.networks = networks;
    this.clock = clock;
  }

  EffectivePlan measure(TrainingPlanner.Planned planned) {
    TrainingRequest request = planned.request();
    RunPlan plan = Plans.of(request, 1, requireNonNull(request.seed()));
    return switch (plan) {
      case RunPlan.OfDataset dataset ->
          dataset(planned, dataset, requireNonNull(planned.prepared()));
      case RunPlan.OfTask task -> task(planned, task);
    };
  }

  private EffectivePlan dataset(
      TrainingPlanner.Planned planned, RunPlan.OfDataset plan, Prepared prepared) {
    LayeredSettings settings = plan.settings(prepared);
    LayeredNetwork network = networks.of(plan, prepared);
    MicroBurst burst = new MicroBurst(clock);
    new EpochTrainer(
            plan.epochs(), network, prepared.training(), prepared.validation(), burst, burst)
        .train();
    int batch = plan.epochs().batchSize();
    Map<String, Integer> sequences = new LinkedHashMap<>();
    sequences.put("training", prepared.training().size());
    sequences.put("validation", prepared.validation().size());
    long perEpoch = (prepared.training().size() - 1) / batch + 1L;
    double validation =
        SHARE_OF_FORWARD * prepared.validation().size() / batch * burst.secondsPerStep();
    long trials = requireNonNull(planned.request().trials());
    double seconds =
        trials * plan.epochs().epochs() * (perEpoch * burst.secondsPerStep() + validation);
    int length =
        prepared.training().asList().stream()
            .limit(batch)
            .mapToInt(s -> s.length())
            .max()
            .orElse(1);
    return new EffectivePlan(
        planned.request(),
        prepared.inputSize(),
        prepared.outputSize(),
        planned.parameterCount(),
        sequences,
        trials * plan.epochs().epochs() * perEpoch,
        memory(settings, length, batch) + planned.dataBytes(),
        burst.secondsPerStep(),
        seconds,
        planned.warnings());
  }

  private EffectivePlan task(TrainingPlanner.Planned planned, RunPlan.OfTask plan) {
    Learner network = networks.of(plan);
    MicroBurst burst = new MicroBurst(clock);
    new TaskTrainer(plan.task(), network, burst, burst).train();
    long trials = requireNonNull(planned.request().trials());
    long steps = trials * ((plan.task().maxSequences() - 1) / plan.task().batchSize() + 1);
    return new EffectivePlan(
        planned.request(),
        network.inputSize(),
        network.outputSize(),
        planned.parameterCount(),
        null,
        steps,
        COPIES_OF_WEIGHTS * 2L * FLOAT_BYTES * planned.parameterCount(),
        burst.secondsPerStep(),
        steps * burst.secondsPerStep(),
        planned.warnings());
  }

  /** Weights with gradient, moments and the best so far; then what each step of a batch leaves. */
  private static long memory(LayeredSettings settings, int length, int batch) {
    LayeredShape shape = settings.shape();
    long perStep = shape.outputSize();
    int below = shape.inputSize();
    for (int hidden : shape.layers()) {
      perStep += 2L * (below + hidden) + 9L * hidden;
      below = hidden;
    }
    long weights = COPIES_OF_WEIGHTS * settings.parameterCount();
    return FLOAT_BYTES * (weights + perStep * (length + 1L) * batch);
  }
}
