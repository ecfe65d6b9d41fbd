package dev.carrousel.lstm.task;

import java.util.List;
import java.util.Map;

/** All tasks. A new one is a class with a family, and a line here. */
public final class Tasks {

  private static final List<TaskFamily> ALL =
      List.of(
          ReberTask.plain(),
          ReberTask.embedded(),
          NoiseFreeTask.family(),
          NoRegularitiesTask.family(),
          LongLagTask.family(),
          TwoSequenceTask.family(),
          AddingTask.family(),
          MultiplicationTask.family(),
          TemporalOrderTask.family(),
          LatchTask.family(),
          ParityTask.family(),
          TomitaTask.family());

  private Tasks() {}

  /**
   * Every family of tasks.
   *
   * @return the families, in the order of the papers
   */
  public static List<TaskFamily> all() {
    return ALL;
  }

  /**
   * A family by name.
   *
   * @param name its name
   * @return the family
   * @throws IllegalArgumentException if there is none
   */
  public static TaskFamily family(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "task must be one of %s, was %s"
                    .formatted(ALL.stream().map(TaskFamily::name).toList(), name)));
  }

  /**
   * A task by name and values.
   *
   * @param name name of its family
   * @param values values by parameter name; what is missing takes its default
   * @return the task
   * @throws IllegalArgumentException if there is no such family or a value is not allowed
   */
  public static Task of(String name, Map<String, ?> values) {
    return family(name).create(values);
  }
}
