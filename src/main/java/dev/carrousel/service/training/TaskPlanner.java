package dev.carrousel.service.training;

import static java.util.Objects.requireNonNull;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import dev.carrousel.lstm.task.Task;
import dev.carrousel.lstm.task.TaskFamily;
import dev.carrousel.lstm.task.Tasks;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Completes and checks a request for a task. */
final class TaskPlanner {

  private static final String PARAMETERS = "#/data/parameters";

  private TaskPlanner() {}

  /** The request with every default filled in. */
  static TrainingRequest complete(TrainingRequest request, String name) {
    TaskFamily family = family(name);
    requireParameters(request.data(), family);
    TrainingRequest complete = Defaults.task(request, family);
    requireTask(complete.data());
    return complete;
  }

  /** Refuses values that can be worked with, but that say nothing. */
  static void refuseObjections(DataRequest complete) {
    FieldProblems problems = new FieldProblems();
    task(complete)
        .objections()
        .forEach(objection ->
            problems.add(
                PARAMETERS + "/" + objection.parameter(),
                "without_effect",
                "%s.".formatted(objection.text())));
    problems.throwIfAny();
  }

  /** What the owner of a complete request may not have meant. */
  static List<String> warnings(TrainingRequest complete) {
    LearningRequest.Stop stop = requireNonNull(requireNonNull(complete.training()).stop());
    long most = requireNonNull(stop.maxSequences());
    Task task = task(complete.data());
    List<String> warnings = new ArrayList<>(task.warnings());
    long earliest = task.criterion(new SeededRandom(0)).earliest();
    if (earliest > most) {
      warnings.add(
          "The criterion can be reached after %d sequences at the earliest, and stop.maxSequences is %d."
              .formatted(earliest, most));
    }
    long twoWindows = 2 * constructionWindow(complete);
    if (twoWindows >= most) {
      warnings.add(
          "A block can join after %d sequences at the earliest, two windows of the construction, and stop.maxSequences is %d: none would learn."
              .formatted(twoWindows, most));
    }
    return warnings;
  }

  /** 0 without construction. */
  private static long constructionWindow(TrainingRequest complete) {
    return complete.network() instanceof OriginalRequest original && original.construction() != null
        ? requireNonNull(original.construction().window())
        : 0;
  }

  /** One of the sequences that are learned from. */
  static Sequence example(DataRequest complete) {
    return task(complete).next(new SeededRandom(0));
  }

  private static TaskFamily family(String name) {
    List<String> known = Tasks.all().stream().map(TaskFamily::name).toList();
    if (!known.contains(name)) {
      throw ProblemException.invalid(
          "#/data/task",
          "unknown_task",
          "The task must be one of %s, was %s.".formatted(known, name));
    }
    return Tasks.family(name);
  }

  private static void requireParameters(DataRequest data, TaskFamily family) {
    Map<String, Object> values = data.parameters() == null ? Map.of() : data.parameters();
    FieldProblems problems = new FieldProblems();
    values.keySet().stream()
        .filter(key -> values.get(key) == null)
        .forEach(key ->
            problems.add(PARAMETERS + "/" + key, "invalid", "The parameter must not be null."));
    problems.throwIfAny();
    family.problems(values).forEach(problem -> problems.add(PARAMETERS, "invalid", problem));
    problems.throwIfAny();
  }

  /** Values that are allowed one by one may contradict each other. */
  private static void requireTask(DataRequest complete) {
    try {
      task(complete);
    } catch (IllegalArgumentException refused) {
      throw ProblemException.invalid(PARAMETERS, "invalid", "%s.".formatted(refused.getMessage()));
    }
  }

  private static Task task(DataRequest complete) {
    return Tasks.of(requireNonNull(complete.task()), requireNonNull(complete.parameters()));
  }
}
