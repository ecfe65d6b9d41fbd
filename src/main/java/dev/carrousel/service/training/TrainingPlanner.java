package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.task.TaskFamily;
import dev.carrousel.lstm.task.Tasks;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes a strict plan out of a loose request, once; nonsense is refused here. */
@Component
class TrainingPlanner {

  private final Datasets datasets;
  private final TrainingProperties limits;

  TrainingPlanner(Datasets datasets, TrainingProperties limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  /** The request with every default filled in, checked against the data. */
  TrainingRequest complete(TrainingRequest request) {
    FieldProblems problems = new FieldProblems();
    FieldsOfKind.check(request, problems);
    problems.throwIfAny();
    TrainingRequest complete =
        request.data().task() == null ? forecast(request) : task(request, request.data().task());
    requirePlan(complete);
    requireFit(complete);
    return complete;
  }

  private TrainingRequest task(TrainingRequest request, String name) {
    List<String> known = Tasks.all().stream().map(TaskFamily::name).toList();
    if (!known.contains(name)) {
      throw ProblemException.invalid(
          "#/data/task",
          "unknown_task",
          "The task must be one of %s, was %s.".formatted(known, name));
    }
    TaskFamily family = Tasks.family(name);
    Map<String, Object> values =
        request.data().parameters() == null ? Map.of() : request.data().parameters();
    FieldProblems problems = new FieldProblems();
    values.keySet().stream()
        .filter(key -> values.get(key) == null)
        .forEach(key ->
            problems.add("#/data/parameters/" + key, "invalid", "The parameter must not be null."));
    problems.throwIfAny();
    family
        .problems(values)
        .forEach(problem -> problems.add("#/data/parameters", "invalid", problem));
    problems.throwIfAny();
    return Defaults.task(request, family);
  }

  /** Whether the task's sequences are such as the network can read and answer. */
  private static void requireFit(TrainingRequest complete) {
    String task = complete.data().task();
    if (task == null || !(complete.network() instanceof LstmRequest network)) {
      return;
    }
    Sequence sequence =
        Tasks.of(task, requireNonNull(complete.data().parameters())).next(new SeededRandom(0));
    FieldProblems problems = new FieldProblems();
    problems.require(
        network.embedding() == null || sequence.inputs() instanceof Inputs.Symbols,
        "#/network/embedding",
        "not_applicable",
        () -> "This task's inputs are vectors; only symbols can be embedded.");
    boolean onlyLast =
        Arrays.stream(sequence.targets()).limit(sequence.length() - 1L).allMatch(Objects::isNull);
    problems.require(
        network.readOut() != LstmRequest.ReadOutChoice.SEQUENCE || onlyLast,
        "#/network/readOut",
        "not_applicable",
        () -> "This task has targets before the last step; read out at each step.");
    problems.throwIfAny();
  }

  private TrainingRequest forecast(TrainingRequest request) {
    DataRequest data = request.data();
    FieldProblems problems = new FieldProblems();
    problems.require(
        data.dataset() != null, "#/data/dataset", "missing", () -> "Name a dataset or a task.");
    problems.require(
        data.problem() != null,
        "#/data/problem",
        "missing",
        () -> "Name the problem, for example forecast.");
    problems.require(
        data.targets() != null, "#/data/targets", "missing", () -> "Name the columns to forecast.");
    problems.throwIfAny();
    String name = requireNonNull(data.dataset());
    Dataset dataset =
        datasets
            .find(name)
            .orElseThrow(() ->
                ProblemException.invalid(
                    "#/data/dataset",
                    "unknown_dataset",
                    "There is no dataset %s.".formatted(name)));
    DataChecks.requireColumns(data, dataset, problems);
    problems.throwIfAny();
    TrainingRequest complete =
        Defaults.forecast(
            request, dataset, () -> datasets.series(dataset.id(), requireNonNull(data.targets())));
    DataChecks.requireWindows(complete.data(), dataset, problems);
    problems.throwIfAny();
    return complete;
  }

  /** The library's own checks speak last: what it refuses is refused here and not on a worker. */
  private void requirePlan(TrainingRequest complete) {
    boolean original = complete.network() instanceof OriginalRequest;
    long most = original ? limits.maxOriginalParameters() : limits.maxParameters();
    long parameters;
    try {
      parameters = parameters(Plans.of(complete, 1, requireNonNull(complete.seed())));
    } catch (IllegalArgumentException refused) {
      throw ProblemException.invalid("#/network", "invalid", String.valueOf(refused.getMessage()));
    }
    if (parameters > most) {
      throw ProblemException.invalid(
          original ? "#/network/blocks" : "#/network/layers",
          "too_large",
          "The network must have at most %d weights, has %d.".formatted(most, parameters));
    }
  }

  private static long parameters(RunPlan plan) {
    return switch (plan) {
      case RunPlan.OfForecast forecast -> forecast.network().parameterCount();
      case RunPlan.OfTask task ->
          switch (task.network()) {
            case RunPlan.NetworkPlan.Layered layered -> layered.settings().parameterCount();
            case RunPlan.NetworkPlan.Original original ->
                original.settings().topology().weightCount();
          };
    };
  }
}
