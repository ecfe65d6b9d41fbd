package dev.carrousel.service.jobs;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface MetricSegmentRepository
    extends JpaRepository<MetricSegmentEntity, MetricSegmentEntity.Key> {

  @Query(
      "select distinct segment.key.name from MetricSegmentEntity segment where segment.key.runId = :runId order by"
          + " segment.key.name")
  List<String> names(String runId);

  @Query(
      """
      select segment.key.detailLevel as level, sum(segment.pointCount) as points
      from MetricSegmentEntity segment
      where segment.key.runId = :runId and segment.key.name = :name
      group by segment.key.detailLevel order by segment.key.detailLevel\
      """)
  List<LevelSize> sizes(String runId, String name);

  @Query(
      """
      select segment from MetricSegmentEntity segment
      where segment.key.runId = :runId and segment.key.name = :name
        and segment.key.detailLevel = :level and segment.key.segmentIndex >= :from
      order by segment.key.segmentIndex\
      """)
  List<MetricSegmentEntity> segments(String runId, String name, int level, int from);

  @Query(
      """
      select segment from MetricSegmentEntity segment
      where segment.key.runId = :runId and segment.key.name = :name
        and segment.key.detailLevel = 0 and segment.key.segmentIndex >= :from
      order by segment.key.segmentIndex\
      """)
  List<MetricSegmentEntity> points(String runId, String name, int from, Limit limit);

  @Query(
      nativeQuery = true,
      value =
          """
          select segment.* from metric_segment segment join
            (select run_id, name, max(segment_index) as last_index from metric_segment
             where run_id in (:runIds) and detail_level = 0 group by run_id, name) latest
          on segment.run_id = latest.run_id and segment.name = latest.name
            and segment.detail_level = 0 and segment.segment_index = latest.last_index\
          """)
  List<MetricSegmentEntity> latest(Collection<String> runIds);

  @Modifying(flushAutomatically = true)
  @Query(
      """
      delete from MetricSegmentEntity segment
      where segment.key.runId = :runId and segment.key.name = :name
        and segment.key.detailLevel = :level and segment.key.segmentIndex >= :from\
      """)
  void removeFrom(String runId, String name, int level, int from);

  List<MetricSegmentEntity> findByKeyRunId(String runId);

  @Query(
      """
      select count(segment) from MetricSegmentEntity segment
      where segment.key.runId in
        (select run.id from RunEntity run, JobEntity job where run.jobId = job.id and job.finishedAt < :before)\
      """)
  long countOlder(Instant before);

  @Modifying
  @Query(
      """
      delete from MetricSegmentEntity segment
      where segment.key.runId in
        (select run.id from RunEntity run, JobEntity job where run.jobId = job.id and job.finishedAt < :before)\
      """)
  int removeOlder(Instant before);

  /** How many points a level of a series holds. */
  interface LevelSize {
    int getLevel();

    long getPoints();
  }
}
