package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The endpoints for whoever wants to know at once. */
@Tag(name = "events")
@RestController
@RequestMapping("/api/v1")
class EventsController {

  private static final int MOST_JOBS = 200;

  private final JobEvents events;
  private final EventStreams streams;

  EventsController(JobEvents events, EventStreams streams) {
    this.events = events;
    this.streams = streams;
  }

  @Operation(
      operationId = "listEvents",
      summary = "List the events of a job, the oldest first",
      description =
          "As a stream with Accept: text/event-stream; Last-Event-ID takes a dropped stream up again.")
  @GetMapping(value = "/jobs/{job}/events", produces = MediaType.APPLICATION_JSON_VALUE)
  EventPage list(
      @PathVariable String job,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    count(job);
    List<JobEvent> found = events.after(job, after, limit + 1);
    List<JobEvent> shown = found.subList(0, Math.min(limit, found.size()));
    return new EventPage(
        shown, found.size() > limit, shown.isEmpty() ? null : shown.getLast().number());
  }

  @Operation(operationId = "streamEvents", hidden = true)
  @GetMapping(value = "/jobs/{job}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @PathVariable String job,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastId,
      HttpServletResponse response) {
    count(job);
    boolean known = lastId != null && lastId.matches("[0-9]{1,9}");
    unbuffered(response);
    return streams.open(Map.of(job, known ? Integer.parseInt(lastId) : after), false);
  }

  @Operation(
      operationId = "streamJobs",
      summary = "Stream the events and the progress of several jobs",
      description =
          "One stream for a whole dashboard. The id of an event tells how far each job is, and as Last-Event-ID takes"
              + " a dropped stream up again.")
  @GetMapping(value = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @RequestParam("jobs") @Size(min = 1, max = MOST_JOBS) List<String> wanted,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastId,
      HttpServletResponse response) {
    wanted.forEach(this::count);
    Map<String, Integer> positions = EventStreams.beginning(wanted);
    if (lastId != null) {
      EventStream.positions(lastId).forEach((job, number) -> positions.replace(job, number));
    }
    unbuffered(response);
    return streams.open(positions, true);
  }

  private int count(String job) {
    Integer count = events.counts(List.of(job)).get(job);
    if (count == null) {
      throw ProblemException.notFound("job", job);
    }
    return count;
  }

  private static void unbuffered(HttpServletResponse response) {
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("Cache-Control", "no-store");
  }

  /**
   * A page of events.
   *
   * @param data the events
   * @param hasMore whether more have happened already
   * @param nextCursor what to ask for as {@code after} next time
   */
  record EventPage(List<JobEvent> data, boolean hasMore, @Nullable Integer nextCursor) {}
}
