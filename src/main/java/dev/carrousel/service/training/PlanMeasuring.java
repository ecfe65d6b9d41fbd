package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.original.ErrorFlow;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.original.OriginalTopology;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.training.EpochTrainer;
import dev.carrousel.lstm.training.TaskTrainer;
import dev.carrousel.service.web.ProblemException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds out what a planned job takes, by beginning it. */
@Component
class PlanMeasuring {

  private static final int FLOAT_BYTES = 4;
  private static final long COPIES_OF_WEIGHTS = 5;
  private static final long TAPE_OF_A_UNIT = 4;
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
    int batch = plan.epochs().batchSize();
    int length =
        prepared.training().asList().stream()
            .limit(batch)
            .mapToInt(Sequence::length)
            .max()
            .orElse(1);
    long memory = memory(plan.settings(prepared), length, batch) + planned.dataBytes();
    requireMemory(memory);
    LayeredNetwork network = networks.of(plan, prepared);
    MicroBurst burst = new MicroBurst(clock);
    new EpochTrainer(
            plan.epochs(), network, prepared.training(), prepared.validation(), burst, burst)
        .train();
    Map<String, Integer> sequences = new LinkedHashMap<>();
    sequences.put("training", prepared.training().size());
    sequences.put("validation", prepared.validation().size());
    long perEpoch = (prepared.training().size() - 1) / batch + 1L;
    double validation =
        SHARE_OF_FORWARD * prepared.validation().size() / batch * burst.secondsPerStep();
    long trials = requireNonNull(planned.request().trials());
    double seconds =
        trials * plan.epochs().epochs() * (perEpoch * burst.secondsPerStep() + validation);
    return new EffectivePlan(
        planned.request(),
        prepared.inputSize(),
        prepared.outputSize(),
        planned.parameterCount(),
        sequences,
        trials * plan.epochs().epochs() * perEpoch,
        memory,
        burst.secondsPerStep(),
        seconds,
        planned.warnings());
  }

  private EffectivePlan task(TrainingPlanner.Planned planned, RunPlan.OfTask plan) {
    long memory = memory(plan, planned.parameterCount());
    requireMemory(memory);
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
        memory,
        burst.secondsPerStep(),
        steps * burst.secondsPerStep(),
        planned.warnings());
  }

  /** What a training takes that will end for want of memory is not even begun here. */
  private static void requireMemory(long needed) {
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw ProblemException.invalid(
          "#/network",
          "too_large",
          "One step of this training needs about %d MB, of which the service has %d. Choose smaller batches, shorter sequences or fewer cells."
              .formatted(needed >> 20, most >> 20));
    }
  }

  private static long memory(RunPlan.OfTask plan, long parameters) {
    int length = plan.task().createTask().next(new SeededRandom(plan.task().seed())).length();
    return switch (plan.network()) {
      case RunPlan.NetworkPlan.Layered layered ->
          memory(layered.settings(), length, plan.task().batchSize());
      case RunPlan.NetworkPlan.Original original ->
          COPIES_OF_WEIGHTS * Double.BYTES * parameters + tape(original.settings(), length);
    };
  }

  /** Only the untruncated gradient remembers what every unit did at every step. */
  private static long tape(OriginalSettings settings, int length) {
    OriginalTopology topology = settings.topology();
    long perStep = TAPE_OF_A_UNIT * topology.hiddenSize() + topology.inputSize();
    return settings.errorFlow() == ErrorFlow.FULL ? Double.BYTES * perStep * length : 0;
  }

  /** Weights with gradient, moments and the best so far; then what each step of a batch leaves. */
  private static long memory(LayeredSettings settings, int length, int batch) {
    LayeredShape shape = settings.shape();
    long perStep = shape.outputSize();
    int below = shape.inputSize();
    int directions = shape.bidirectional() ? 2 : 1;
    for (int hidden : shape.layers()) {
      perStep += directions * (2L * (below + hidden) + 9L * hidden);
      below = directions * hidden;
    }
    long weights = COPIES_OF_WEIGHTS * settings.parameterCount();
    return FLOAT_BYTES * (weights + perStep * (length + 1L) * batch);
  }
}
