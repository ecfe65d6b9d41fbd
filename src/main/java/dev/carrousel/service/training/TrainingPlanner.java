package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.original.Construction;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a strict plan out of a loose request, once; nonsense is refused here. */
@Component
class TrainingPlanner {

  private final DatasetPlanner datasets;
  private final TrainingProperties limits;
  private final NewNetworks networks;
  private final WarmStarts warmStarts;

  TrainingPlanner(
      DatasetPlanner datasets,
      TrainingProperties limits,
      NewNetworks networks,
      WarmStarts warmStarts) {
    this.datasets = datasets;
    this.limits = limits;
    this.networks = networks;
    this.warmStarts = warmStarts;
  }

  /** The request with every default filled in, checked against the data. */
  TrainingRequest complete(TrainingRequest request) {
    return plan(request).request();
  }

  /** The same for a request that was let in before, perhaps when less was refused. */
  TrainingRequest completeAgain(TrainingRequest admitted) {
    return plan(admitted, new FieldProblems()).request();
  }

  /**
   * A request made complete, with what was learned about it on the way.
   *
   * @param request with every default filled in
   * @param prepared the problem with its data, null for a task
   * @param parameterCount number of trainable weights at the beginning
   * @param dataBytes memory that the data takes
   * @param warnings what its owner may not have meant
   */
  record Planned(
      TrainingRequest request,
      @Nullable Prepared prepared,
      long parameterCount,
      long dataBytes,
      List<String> warnings) {}

  Planned plan(TrainingRequest wanted) {
    FieldProblems problems = new FieldProblems();
    OriginalFields.check(wanted, problems);
    Planned planned = plan(wanted, problems);
    if (planned.request().data().task() != null) {
      TaskPlanner.refuseObjections(planned.request().data());
    }
    return planned;
  }

  private Planned plan(TrainingRequest wanted, FieldProblems problems) {
    TrainingRequest request = wanted.withWarmStart(warmStarts.complete(wanted.warmStart()));
    FieldsOfKind.check(request, problems);
    problems.throwIfAny();
    String task = request.data().task();
    if (task != null) {
      TrainingRequest complete = TaskPlanner.complete(request, task);
      if (complete.network() instanceof LstmRequest) {
        requireFit(complete, TaskPlanner.example(complete.data()));
      }
      return sized(complete, null, 0, TaskPlanner.warnings(complete));
    }
    DatasetPlanner.Planned planned = datasets.plan(request);
    requireFit(planned.request(), planned.prepared().training().get(0));
    return sized(planned.request(), planned.prepared(), planned.dataBytes(), planned.warnings());
  }

  /** The library's own checks speak last: what it refuses is refused here and not on a worker. */
  private Planned sized(
      TrainingRequest complete,
      @Nullable Prepared prepared,
      long dataBytes,
      List<String> warnings) {
    long parameters;
    long mostParameters;
    try {
      RunPlan plan = Plans.of(complete, 1, requireNonNull(complete.seed()));
      parameters = parameters(plan, prepared);
      mostParameters = Math.max(parameters, constructed(plan));
    } catch (IllegalArgumentException refused) {
      throw ProblemException.invalid("#/network", "invalid", String.valueOf(refused.getMessage()));
    }
    requireSize(complete, mostParameters);
    requireWarmStart(complete, prepared);
    return new Planned(complete, prepared, parameters, dataBytes, warnings);
  }

  /** The weights must fit the network, which is made once to find out. */
  private void requireWarmStart(TrainingRequest complete, @Nullable Prepared prepared) {
    if (complete.warmStart() == null) {
      return;
    }
    switch (Plans.of(complete, 1, requireNonNull(complete.seed()))) {
      case RunPlan.OfDataset dataset -> networks.of(dataset, requireNonNull(prepared));
      case RunPlan.OfTask task -> networks.of(task);
    }
  }

  /** Whether the sequences are such as the network can read and answer. */
  private static void requireFit(TrainingRequest complete, Sequence sequence) {
    if (!(complete.network() instanceof LstmRequest network)) {
      return;
    }
    FieldProblems problems = new FieldProblems();
    problems.require(
        network.embedding() == null || sequence.inputs() instanceof Inputs.Symbols,
        "#/network/embedding",
        "not_applicable",
        () -> "The inputs are vectors; only symbols can be embedded.");
    problems.require(
        network.readOut() != ReadOut.SEQUENCE || sequence.asksOnlyAtTheEnd(),
        "#/network/readOut",
        "not_applicable",
        () -> "There are targets before the last step; read out at each step.");
    problems.require(
        complete.data().task() == null
            || !Boolean.TRUE.equals(network.bidirectional())
            || sequence.asksOnlyAtTheEnd(),
        "#/network/bidirectional",
        FieldsOfKind.SEES_ITS_TARGETS,
        () -> "Read from its end, a sequence of this task shows what is to be foretold.");
    problems.throwIfAny();
  }

  private void requireSize(TrainingRequest complete, long parameters) {
    boolean original = complete.network() instanceof OriginalRequest;
    long most = original ? limits.maxOriginalParameters() : limits.maxParameters();
    if (parameters > most) {
      throw ProblemException.invalid(
          original ? "#/network/blocks" : "#/network/layers",
          "too_large",
          "The network must have at most %d weights, has %d.".formatted(most, parameters));
    }
  }

  private static long constructed(RunPlan plan) {
    return plan instanceof RunPlan.OfTask task
            && task.network() instanceof RunPlan.NetworkPlan.Original original
        ? constructed(original.settings())
        : 0;
  }

  /** Weights with which construction may end; 0 without it. */
  private static long constructed(OriginalSettings settings) {
    Construction construction = settings.construction();
    if (construction == null) {
      return 0;
    }
    List<Integer> blocks = new ArrayList<>(settings.topology().blocks());
    while (blocks.size() < construction.maximumBlocks()) {
      blocks.add(construction.cellsPerBlock());
    }
    return settings.topology().withBlocks(blocks).weightCount();
  }

  private static long parameters(RunPlan plan, @Nullable Prepared prepared) {
    return switch (plan) {
      case RunPlan.OfDataset dataset -> dataset.settings(requireNonNull(prepared)).parameterCount();
      case RunPlan.OfTask task ->
          switch (task.network()) {
            case RunPlan.NetworkPlan.Layered layered -> layered.settings().parameterCount();
            case RunPlan.NetworkPlan.Original original ->
                original.settings().topology().weightCount();
          };
    };
  }
}
