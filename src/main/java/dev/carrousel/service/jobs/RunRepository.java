package dev.carrousel.service.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface RunRepository extends JpaRepository<RunEntity, String> {

  List<RunEntity> findByJobIdOrderByTrial(String jobId);

  List<RunEntity> findByJobIdInOrderByTrial(Collection<String> jobIds);

  Optional<RunEntity> findByIdAndJobId(String id, String jobId);

  @Modifying
  @Query(
      """
      update RunEntity run
      set run.progress = :progress, run.runtimeMillis = :runtimeMillis, run.reports = run.reports + 1
      where run.id = :id and run.fence = :fence\
      """)
  int report(String id, long fence, String progress, long runtimeMillis);

  @Modifying
  @Query("update RunEntity run set run.losses = 0 where run.id = :id and run.losses > 0")
  void forgetLosses(String id);

  @Query("select run.status from RunEntity run where run.id = :id")
  Status status(String id);

  long countByStatus(Status status);

  long countByStatusAndOwner(Status status, String owner);

  /** Sorted as the index is, so that the database reads one row and not all that wait. */
  @Query(
      """
      select run.queueRound from RunEntity run where run.status = :status
      order by run.status, run.queueRound limit 1\
      """)
  Optional<Long> firstRound(Status status);

  @Query(
      """
      select run.queueRound from RunEntity run where run.status = :status and run.owner = :owner
      order by run.status desc, run.owner desc, run.queueRound desc limit 1\
      """)
  Optional<Long> lastRound(Status status, String owner);
}
