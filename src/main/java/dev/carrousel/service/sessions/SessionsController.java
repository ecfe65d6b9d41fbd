package dev.carrousel.service.sessions;

import dev.carrousel.service.prediction.Observations;
import dev.carrousel.service.prediction.StepAnswer;
import dev.carrousel.service.web.Owners;
import dev.carrousel.service.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The endpoints of sessions. */
@Tag(name = "sessions")
@RestController
@RequestMapping("/api/v1")
class SessionsController {

  private final Sessions sessions;
  private final Owners owners;

  SessionsController(Sessions sessions, Owners owners) {
    this.sessions = sessions;
    this.owners = owners;
  }

  @Operation(
      operationId = "openSession",
      summary = "Open a session: state that is kept between observations",
      description =
          "On a model by name, name@alias or name:version, from nothing, from a state, or from an export.")
  @ApiResponse(responseCode = "201", description = "The session")
  @PostMapping("/models/{model}/sessions")
  ResponseEntity<Session> open(
      @PathVariable String model,
      @Valid @RequestBody NewSession request,
      HttpServletRequest headers) {
    return created(sessions.open(owners.of(headers), model, request));
  }

  @Operation(operationId = "listSessions", summary = "List one's own sessions, the oldest first")
  @GetMapping("/sessions")
  Page<Session> list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
      @RequestParam(required = false) @Nullable String after,
      HttpServletRequest headers) {
    return sessions.list(owners.of(headers), after, limit);
  }

  @Operation(operationId = "getSession", summary = "Show what a session is at, without using it")
  @GetMapping("/sessions/{session}")
  Session get(@PathVariable String session, HttpServletRequest headers) {
    return sessions.get(owners.of(headers), session);
  }

  @Operation(
      operationId = "stepSession",
      summary = "Take observations in and answer each",
      description =
          "One observation or several, all or none. Steps that come at the same time wait their turn.")
  @PostMapping("/sessions/{session}/steps")
  Answers step(
      @PathVariable String session,
      @Valid @RequestBody Observations observations,
      HttpServletRequest headers) {
    List<StepAnswer> told = new ArrayList<>();
    Session after =
        sessions.walk(
            owners.of(headers), session, observations, stepped -> told.add(stepped.answer()));
    long before = after.step() - told.size();
    List<Numbered> answers = new ArrayList<>();
    for (StepAnswer answer : told) {
      answers.add(new Numbered(before + answers.size() + 1, answer));
    }
    return new Answers(after, answers);
  }

  @Operation(
      operationId = "getSessionState",
      summary = "Read the state of a session",
      description =
          "h and c of each layer, or s of each cell and y of each hidden unit of an original network, and what else the next answer depends on.")
  @GetMapping("/sessions/{session}/state")
  Sessions.State state(@PathVariable String session, HttpServletRequest headers) {
    return sessions.state(owners.of(headers), session);
  }

  @Operation(
      operationId = "putSessionState",
      summary = "Replace tensors of the state of a session",
      description = "Those that are not named stay as they are. There is no way to rewind beyond.")
  @PutMapping("/sessions/{session}/state")
  Sessions.State replaceState(
      @PathVariable String session,
      @Valid @RequestBody NewState state,
      HttpServletRequest headers) {
    return sessions.replaceState(owners.of(headers), session, state.state());
  }

  @Operation(
      operationId = "forkSession",
      summary = "Make a second session that stands where this one does")
  @ApiResponse(responseCode = "201", description = "The second session")
  @PostMapping("/sessions/{session}/fork")
  ResponseEntity<Session> fork(@PathVariable String session, HttpServletRequest headers) {
    return created(sessions.fork(owners.of(headers), session));
  }

  @Operation(operationId = "rewindSession", summary = "Take back the last steps of a session")
  @PostMapping("/sessions/{session}/rewind")
  Session rewind(
      @PathVariable String session,
      @Valid @RequestBody Rewinding rewinding,
      HttpServletRequest headers) {
    return sessions.rewind(owners.of(headers), session, rewinding.steps());
  }

  @Operation(
      operationId = "exportSession",
      summary = "Export a session, to go on from it here or on another server to the bit",
      description = "The export is what openSession takes as export.")
  @GetMapping("/sessions/{session}/export")
  Sessions.SessionExportView export(@PathVariable String session, HttpServletRequest headers) {
    return sessions.export(owners.of(headers), session);
  }

  @Operation(operationId = "deleteSession", summary = "End a session")
  @ApiResponse(responseCode = "204", description = "The session is gone")
  @DeleteMapping("/sessions/{session}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String session, HttpServletRequest headers) {
    sessions.delete(owners.of(headers), session);
  }

  private static ResponseEntity<Session> created(Session session) {
    return ResponseEntity.created(URI.create("/api/v1/sessions/" + session.id())).body(session);
  }

  /**
   * What came of observations.
   *
   * @param session the session after them
   * @param answers one for each
   */
  record Answers(Session session, List<Numbered> answers) {}

  /**
   * The answer to one observation.
   *
   * @param step its number in the session, from 1
   * @param answer the answer, by the kind of problem that the model learned
   */
  record Numbered(long step, StepAnswer answer) {}

  /**
   * A state to go on from.
   *
   * @param state tensors by name
   */
  record NewState(@Schema(type = "object") @NotNull Map<String, @NotNull JsonNode> state) {}

  /**
   * How far to go back.
   *
   * @param steps number of steps
   */
  record Rewinding(@Schema(example = "1") @NotNull @Min(1) Integer steps) {}
}
