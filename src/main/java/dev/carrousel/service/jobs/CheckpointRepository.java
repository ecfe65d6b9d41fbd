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

  String WORSE =
      """
      (select checkpoint.id as id,
        row_number() over (partition by run_id order by validation_loss nulls last, step desc, checkpoint.id desc) as place
      from checkpoint
      join run on run.id = checkpoint.run_id
      join job on job.id = run.job_id
      where job.finished_at < :before) ranked
      where place > :kept\
      """;

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

  /** How many {@link #removeWorse} would delete. */
  @Query(nativeQuery = true, value = "select count(*) from " + WORSE)
  long countWorse(Instant before, int kept);

  /** Leaves the best of each run of jobs that ended long ago; without losses, the latest. */
  @Modifying
  @Query(
      nativeQuery = true,
      value = "delete from checkpoint where id in (select id from " + WORSE + ')')
  int removeWorse(Instant before, int kept);

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
