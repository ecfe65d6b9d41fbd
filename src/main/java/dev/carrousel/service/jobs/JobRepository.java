package dev.carrousel.service.jobs;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface JobRepository extends JpaRepository<JobEntity, String> {

  @Query(
      """
      select job.id from JobEntity job
      where job.id < :before and job.labels like :labels escape '!'
      order by job.id desc\
      """)
  List<String> page(String before, String labels, Limit limit);

  /** Sorted as the index is, so that the database reads a page and not all jobs. */
  @Query(
      """
      select job.id from JobEntity job
      where job.status = :status and job.id < :before and job.labels like :labels escape '!'
      order by job.status desc, job.id desc\
      """)
  List<String> page(Status status, String before, String labels, Limit limit);

  List<JobEntity> findByIdInOrderByIdDesc(Collection<String> ids);

  long countByOwnerAndStatusIn(String owner, Collection<Status> statuses);

  @Modifying(flushAutomatically = true)
  @Query("delete from JobEntity job where job.id = :id")
  void remove(String id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select job from JobEntity job where job.id = :id")
  Optional<JobEntity> lock(String id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select job from JobEntity job where job.id = (select run.jobId from RunEntity run where run.id = :runId)")
  Optional<JobEntity> lockByRun(String runId);

  @Query(
      "select job from JobEntity job where job.experiment = :experiment order by job.id desc limit 1")
  Optional<JobEntity> latestOf(String experiment);

  boolean existsByDatasetIdAndStatusIn(String datasetId, Collection<Status> statuses);
}
