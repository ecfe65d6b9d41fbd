package dev.carrousel.service.jobs;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which jobs stand on a page. Identifiers sort by time, so a page begins behind the last one of the
 * page before, however many jobs arrive meanwhile.
 */
@Component
class JobPages {

  private final JdbcClient jdbc;

  JobPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Identifiers in the order asked for.
   *
   * @param filter which jobs are wanted
   * @param most how many at most
   * @param after the last one of the page before, null for the first page
   */
  List<String> ids(JobFilter filter, int most, @Nullable String after) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Map<String, Object> values = new HashMap<>(Map.of("most", most));
    if (after != null) {
      conditions.add(filter.oldestFirst() ? "id > :after" : "id < :after");
      values.put("after", after);
    }
    if (filter.status() != null) {
      conditions.add("status = :status");
      values.put("status", filter.status().name());
    }
    if (filter.labelText() != null) {
      conditions.add("labels like :label escape '!'");
      values.put("label", filter.labelText());
    }
    if (filter.taskText() != null) {
      conditions.add("configuration like :task escape '!'");
      values.put("task", filter.taskText());
    }
    if (filter.createdAfter() != null) {
      conditions.add("created_at > :createdAfter");
      values.put("createdAfter", filter.createdAfter().atOffset(ZoneOffset.UTC));
    }
    String sql =
        "select id from job where %s order by %s limit :most"
            .formatted(String.join(" and ", conditions), order(filter));
    return jdbc.sql(sql).params(values).query((row, _) -> row.getString(1)).list();
  }

  /** Sorted as an index is, so that the database reads a page and not all jobs. */
  private static String order(JobFilter filter) {
    String direction = filter.oldestFirst() ? " asc" : " desc";
    return filter.status() == null ? "id" + direction : "status" + direction + ", id" + direction;
  }
}
