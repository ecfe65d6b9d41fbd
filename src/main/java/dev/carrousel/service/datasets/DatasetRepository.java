package dev.carrousel.service.datasets;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface DatasetRepository extends JpaRepository<DatasetEntity, String> {

  Optional<DatasetEntity> findByName(String name);

  List<DatasetEntity> findByIdGreaterThanOrderById(String after, Limit limit);

  @Modifying
  @Query("delete from DatasetEntity dataset where dataset.id = :id")
  int remove(String id);
}
