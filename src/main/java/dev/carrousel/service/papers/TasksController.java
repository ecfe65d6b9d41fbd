package dev.carrousel.service.papers;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Papers;
import dev.carrousel.lstm.task.Parameter;
import dev.carrousel.lstm.task.Task;
import dev.carrousel.lstm.task.TaskFamily;
import dev.carrousel.lstm.task.Tasks;
import dev.carrousel.service.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of the built-in tasks. */
@Tag(name = "papers")
@RestController
@RequestMapping("/api/v1/tasks")
class TasksController {

  @Operation(
      operationId = "listTasks",
      summary = "List the built-in tasks, their parameters and published experiments")
  @GetMapping
  Page<TaskView> list() {
    return Page.all(Tasks.all().stream().map(TasksController::view).toList());
  }

  private static TaskView view(TaskFamily family) {
    Task task = family.create(Map.of());
    List<String> experiments =
        Papers.all().stream()
            .flatMap(paper ->
                paper.experiments().stream()
                    .filter(experiment -> experiment.task().equals(family.name()))
                    .map(experiment -> path(paper.id(), experiment)))
            .toList();
    return new TaskView(
        family.name(),
        family.title(),
        family.description(),
        task.inputSize(),
        task.outputSize(),
        schema(family),
        experiments);
  }

  private static String path(String paper, Experiment experiment) {
    return "/api/v1/papers/%s/experiments/%s".formatted(paper, experiment.id());
  }

  /** The parameters as a JSON Schema. */
  private static Map<String, Object> schema(TaskFamily family) {
    Map<String, Object> properties = new LinkedHashMap<>();
    family.parameters().forEach(parameter -> properties.put(parameter.name(), property(parameter)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> property(Parameter parameter) {
    Map<String, Object> property = new LinkedHashMap<>();
    switch (parameter) {
      case Parameter.Whole whole -> {
        property.put("type", "integer");
        property.put("minimum", whole.minimum());
        property.put("maximum", whole.maximum());
      }
      case Parameter.Real real -> {
        property.put("type", "number");
        property.put("minimum", real.minimum());
        property.put("maximum", real.maximum());
      }
      case Parameter.Choice choice -> property.put("enum", choice.choices());
    }
    property.put("default", parameter.defaultValue());
    property.put("description", parameter.description());
    return property;
  }

  /**
   * A task.
   *
   * @param name what jobs call it
   * @param title a short title
   * @param description what must be learned
   * @param inputSize width of the input vectors, with default parameters
   * @param outputSize width of the output vectors, with default parameters
   * @param parameters JSON Schema of its parameters
   * @param experiments published experiments with it
   */
  record TaskView(
      String name,
      String title,
      String description,
      int inputSize,
      int outputSize,
      Map<String, Object> parameters,
      List<String> experiments) {}
}
