package dev.carrousel.service.jobs;

import dev.carrousel.service.web.ConditionalRequests.Mark;
import dev.carrousel.service.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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
      from job where id
      """;

  private final JdbcClient jdbc;

  Standings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Mark of a job that must be there. */
  Mark mark(String jobId) {
    return jdbc.sql(STANDINGS + " = ?")
        .param(jobId)
        .query((row, _) -> standing(row))
        .optional()
        .map(job -> new Mark(job.text(), job.status().isTerminal()))
        .orElseThrow(() -> ProblemException.notFound("job", jobId));
  }

  /** Mark of a page. */
  Mark mark(Collection<String> ids) {
    return new Mark(
        ids.isEmpty()
            ? ""
            : jdbc
                .sql(STANDINGS + " in (:ids) order by id desc")
                .param("ids", ids)
                .query((row, _) -> standing(row))
                .stream()
                .map(Standing::text)
                .collect(Collectors.joining(",")),
        false);
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getString("id"),
        Status.valueOf(row.getString("status")),
        row.getLong("version"),
        row.getLong("changes"));
  }

  /** Where a job stands, and how often it and its runs have changed. */
  private record Standing(String id, Status status, long version, long changes) {

    String text() {
      return id + '.' + version + '.' + changes;
    }
  }
}
