package dev.carrousel.service.jobs;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface JobEventRepository extends JpaRepository<JobEventEntity, JobEventEntity.Key> {

  @Query(
      """
      select event from JobEventEntity event
      where event.key.jobId = :jobId and event.key.eventNumber > :after
      order by event.key.eventNumber\
      """)
  List<JobEventEntity> page(String jobId, int after, Limit limit);

  @Query("select job.id as id, job.eventCount as count from JobEntity job where job.id in :jobIds")
  List<EventCount> counts(Collection<String> jobIds);

  @Query(
      """
      select count(event) from JobEventEntity event
      where event.key.jobId in (select job.id from JobEntity job where job.finishedAt < :before)\
      """)
  long countOlder(Instant before);

  @Modifying
  @Query(
      """
      delete from JobEventEntity event
      where event.key.jobId in (select job.id from JobEntity job where job.finishedAt < :before)\
      """)
  int removeOlder(Instant before);

  /** How many events a job has had. */
  interface EventCount {
    String getId();

    int getCount();
  }
}
