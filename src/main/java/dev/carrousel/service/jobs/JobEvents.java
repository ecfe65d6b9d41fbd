package dev.carrousel.service.jobs;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What happened to each job, in the order in which it happened. */
@Component
class JobEvents {

  private final JobEventRepository events;
  private final Clock clock;
  private final JsonMapper json;

  JobEvents(JobEventRepository events, Clock clock, JsonMapper json) {
    this.events = events;
    this.clock = clock;
    this.json = json;
  }

  /** Numbers are given under the lock of the job, so that there is neither gap nor double. */
  void append(JobEntity job, String kind, Map<String, ?> content) {
    job.eventCount++;
    events.save(
        new JobEventEntity(
            new JobEventEntity.Key(job.id, job.eventCount),
            kind,
            json.writeValueAsString(content),
            clock.instant()));
  }

  void jobMoved(JobEntity job) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", job.status);
    content.put("reason", job.reason);
    content.put("detail", job.detail);
    append(job, "job.status", content);
  }

  void runMoved(JobEntity job, RunEntity run) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("run", run.id);
    content.put("trial", run.trial);
    content.put("status", run.status);
    content.put("reason", run.reason);
    content.put("detail", run.detail);
    content.put("attempt", run.attempt);
    append(job, "run.status", content);
  }

  @Transactional(readOnly = true)
  public List<JobEvent> after(String jobId, int number, int limit) {
    return events.page(jobId, number, Limit.of(limit)).stream()
        .map(event ->
            new JobEvent(
                event.key.jobId(),
                event.key.eventNumber(),
                event.kind,
                json.readTree(event.content),
                event.createdAt))
        .toList();
  }

  /** How many events each of these jobs has had; unknown ones are left out. */
  @Transactional(readOnly = true)
  public Map<String, Integer> counts(Collection<String> jobIds) {
    return events.counts(jobIds).stream()
        .collect(
            Collectors.toMap(
                JobEventRepository.EventCount::getId, JobEventRepository.EventCount::getCount));
  }
}
