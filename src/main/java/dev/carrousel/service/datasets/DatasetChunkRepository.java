package dev.carrousel.service.datasets;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DatasetChunkRepository extends JpaRepository<DatasetChunkEntity, DatasetChunkEntity.Key> {

  @Query("select chunk.content from DatasetChunkEntity chunk where chunk.key = :key")
  Optional<byte[]> content(DatasetChunkEntity.Key key);
}
