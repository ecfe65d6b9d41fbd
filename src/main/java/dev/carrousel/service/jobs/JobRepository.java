package dev.carrousel.service.jobs;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface JobRepository extends JpaRepository<JobEntity, String> {

  @Query(
      "select job from JobEntity job where job.id < :before and job.status in :statuses order by job.id desc")
  List<JobEntity> page(String before, Collection<Status> statuses, Limit limit);

  boolean existsByDatasetIdAndStatusIn(String datasetId, Collection<Status> statuses);
}
