package dev.carrousel.lstm.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A task whose parameters are still open.
 *
 * @param name the name by which it is asked for
 * @param title a short title
 * @param description what must be learned, in a sentence or two
 * @param parameters what can be set
 * @param factory makes the task of checked values
 */
public record TaskFamily(
    String name,
    String title,
    String description,
    List<Parameter> parameters,
    Function<Values, Task> factory) {

  /** Copies the list. */
  public TaskFamily {
    parameters = List.copyOf(parameters);
  }

  /**
   * Everything that is wrong with some values.
   *
   * @param values values by parameter name; what is missing takes its default
   * @return one message for each problem; empty if there is none
   */
  public List<String> problems(Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    for (String given : values.keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(given))) {
        problems.add("%s is no parameter of %s, it has %s".formatted(given, name, names()));
      }
    }
    for (Parameter parameter : parameters) {
      Object value = values.get(parameter.name());
      if (value != null && parameter.read(value) == null) {
        problems.add(
            "%s must be %s, was %s".formatted(parameter.name(), parameter.allowed(), value));
      }
    }
    return problems;
  }

  /**
   * All values of a task: those given, defaults for the others.
   *
   * @param values values by parameter name
   * @return the checked values
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public Values complete(Map<String, ?> values) {
    List<String> problems = problems(values);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Map<String, Object> complete = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Object value = values.get(parameter.name());
      Object read = value == null ? parameter.defaultValue() : parameter.read(value);
      complete.put(parameter.name(), Objects.requireNonNull(read));
    }
    return new Values(complete);
  }

  /**
   * The task with these values.
   *
   * @param values values by parameter name; what is missing takes its default
   * @return the task
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public Task create(Map<String, ?> values) {
    return factory.apply(complete(values));
  }

  private List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
