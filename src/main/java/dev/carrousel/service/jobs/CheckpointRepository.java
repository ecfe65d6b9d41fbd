package dev.carrousel.service.jobs;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface CheckpointRepository extends JpaRepository<CheckpointEntity, String> {

  @Query(
      """
      select checkpoint.id as id, checkpoint.step as step, checkpoint.validationLoss as validationLoss,
        checkpoint.byteCount as byteCount, checkpoint.digest as digest, checkpoint.createdAt as createdAt
      from CheckpointEntity checkpoint where checkpoint.runId = :runId
      order by checkpoint.step desc, checkpoint.id desc\
      """)
  List<Row> ofRun(String runId);

  Optional<CheckpointEntity> findByIdAndRunId(String id, String runId);

  @Modifying(flushAutomatically = true)
  @Query("delete from CheckpointEntity checkpoint where checkpoint.id in :ids")
  void remove(Collection<String> ids);

  @Query(
      """
      select count(checkpoint) from CheckpointEntity checkpoint
      where checkpoint.runId in
        (select run.id from RunEntity run, JobEntity job where run.jobId = job.id and job.finishedAt < :before)\
      """)
  long countOlder(Instant before);

  @Modifying
  @Query(
      """
      delete from CheckpointEntity checkpoint
      where checkpoint.runId in
        (select run.id from RunEntity run, JobEntity job where run.jobId = job.id and job.finishedAt < :before)\
      """)
  int removeOlder(Instant before);

  /** A checkpoint without its content. */
  interface Row {
    String getId();

    long getStep();

    @Nullable Double getValidationLoss();

    long getByteCount();

    String getDigest();

    Instant getCreatedAt();
  }
}
