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
      "update RunEntity run set run.progress = :progress where run.id = :id and run.status = :status")
  int report(String id, String progress, Status status);

  long countByStatus(Status status);
}
