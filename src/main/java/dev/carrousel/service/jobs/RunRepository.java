package dev.carrousel.service.jobs;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface RunRepository extends JpaRepository<RunEntity, String> {

  List<RunEntity> findByJobIdOrderByTrial(String jobId);

  Optional<RunEntity> findByIdAndJobId(String id, String jobId);

  long countByStatus(Status status);
}
