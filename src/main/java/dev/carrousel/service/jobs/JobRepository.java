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

  @Query(
      """
      select job from JobEntity job
      where job.experimentName in :experiments and job.trials > 1 and job.id < :before
      order by job.id desc\
      """)
  List<JobEntity> ofSeveralRuns(Collection<String> experiments, String before, Limit limit);

  @Query(
      """
      select job from JobEntity job where job.experimentName > :after
      order by job.experimentName, job.id limit 1\
      """)
  Optional<JobEntity> firstBehind(String after);

  Optional<JobEntity> findFirstByExperimentNameOrderById(String experimentName);

  Optional<JobEntity> findFirstByExperimentNameOrderByIdDesc(String experimentName);

  boolean existsByDatasetIdAndStatusIn(String datasetId, Collection<Status> statuses);
}
