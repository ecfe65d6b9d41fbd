package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ConditionalRequests.Mark;
import dev.carrousel.service.web.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Marks that change whenever jobs would be shown otherwise. Pollers ask for them all the time, so
 * they are read past the entities, without progress, results or configurations.
 */
@Component
class Standings {

  private static final String STANDINGS =
      """
      select id, status, version,
        (select sum(version + reports) from run where run.job_id = job.id) as changes
      from job where id in (:ids) order by id desc
      """;

  private final JdbcClient jdbc;

  Standings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Mark of a job that must be there. */
  Mark mark(String jobId) {
    return read(List.of(jobId)).stream()
        .findAny()
        .map(job -> new Mark(job.text(), job.status().isTerminal()))
        .orElseThrow(() -> ProblemException.notFound("job", jobId));
  }

  /** Mark of a page. */
  Mark mark(Collection<String> ids) {
    String text =
        ids.isEmpty()
            ? ""
            : read(ids).stream().map(Standing::text).collect(Collectors.joining(","));
    return new Mark(text, false);
  }

  private List<Standing> read(Collection<String> ids) {
    return jdbc.sql(STANDINGS)
        .param("ids", ids)
        .query((row, _) ->
            new Standing(
                row.getString("id"),
                Status.valueOf(row.getString("status")),
                row.getLong("version"),
                row.getLong("changes")))
        .list();
  }

  /** Where a job stands, and how often it and its runs have changed. */
  private record Standing(String id, Status status, long version, long changes) {

    String text() {
      return id + '.' + version + '.' + changes;
    }
  }
}
