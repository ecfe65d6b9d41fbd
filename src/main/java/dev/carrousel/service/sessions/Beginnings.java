package dev.carrousel.service.sessions;

import static java.util.Objects.requireNonNullElse;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.prediction.Stepper;
import dev.carrousel.service.prediction.Stepper.Beginning;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns what a client wants of a session into the state it begins in. */
@Component
class Beginnings {

  private static final String DRAWS = "random";

  private final SessionsProperties properties;

  Beginnings(SessionsProperties properties) {
    this.properties = properties;
  }

  Opening of(Steppers.Ready model, NewSession request) {
    SessionExport export = request.export();
    Duration idle = idle(request);
    if (export != null) {
      requireNothingElse(request);
      return new Opening(imported(model, export), export.step(), idle);
    }
    Tensors state = model.stepper().begin(beginning(request.sampling(), request.series()));
    Map<String, JsonNode> given = request.state();
    return new Opening(given == null ? state : replaced(model, given, state), 0, idle);
  }

  private static Beginning beginning(
      NewSession.@Nullable Drawing drawing, @Nullable String series) {
    return drawing == null
        ? new Beginning(null, null, series)
        : new Beginning(drawing.seed(), drawing.temperature(), series);
  }

  private Duration idle(NewSession request) {
    SessionExport export = request.export();
    Integer before = export == null ? null : export.idleSeconds();
    Integer wanted = request.idleSeconds() == null ? before : request.idleSeconds();
    Duration idle =
        Duration.ofSeconds(requireNonNullElse(wanted, (int) properties.idle().toSeconds()));
    new FieldProblems()
        .require(
            idle.compareTo(properties.longestIdle()) <= 0,
            request.idleSeconds() == null ? "#/export/idleSeconds" : "#/idleSeconds",
            "too_long",
            () ->
                "A session may live unused for at most %d seconds, asked for %d."
                    .formatted(properties.longestIdle().toSeconds(), idle.toSeconds()))
        .throwIfAny();
    return idle;
  }

  private static void requireNothingElse(NewSession request) {
    new FieldProblems()
        .require(
            request.state() == null && request.sampling() == null && request.series() == null,
            "#/export",
            "not_alone",
            () -> "An export holds the whole state; nothing but idleSeconds can stand beside it.")
        .throwIfAny();
  }

  private Tensors imported(Steppers.Ready model, SessionExport export) {
    if (!export.weightsDigest().equals(model.weightsDigest())) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "weights_differ",
          "The session was exported from weights %s, model %s version %d has %s. Only the same weights can go on."
              .formatted(
                  export.weightsDigest(), model.model(), model.version(), model.weightsDigest()));
    }
    boolean draws = export.state().containsKey(DRAWS);
    Beginning beginning = draws ? new Beginning(0L, null, null) : Beginning.PLAIN;
    Tensors shapes = model.stepper().begin(beginning);
    Set<String> mayLack = model.stepper().addedLater();
    shapes.forEach(tensor -> {
      if (!export.state().containsKey(tensor.name()) && !mayLack.contains(tensor.name())) {
        throw ProblemException.invalid(
            "#/export/state", "missing", "The tensor %s is missing.".formatted(tensor.name()));
      }
    });
    return replaced(model, export.state(), shapes);
  }

  /** A state with some tensors replaced by what a client sent, or a problem. */
  Tensors replaced(Steppers.Ready model, Map<String, JsonNode> given, Tensors state) {
    Stepper stepper = model.stepper();
    Tensors replaced = StateJson.read(given, state, stepper.begin(Beginning.PLAIN));
    stepper.require(replaced);
    return replaced;
  }

  /** How a session begins. */
  record Opening(Tensors state, long step, Duration idle) {}
}
