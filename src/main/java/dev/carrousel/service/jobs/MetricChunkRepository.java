package dev.carrousel.service.jobs;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface MetricChunkRepository extends JpaRepository<MetricChunkEntity, MetricChunkEntity.Key> {

  @Query(
      "select distinct chunk.key.name from MetricChunkEntity chunk where chunk.key.runId = :runId order by chunk.key.name")
  List<String> names(String runId);

  @Query(
      "select chunk from MetricChunkEntity chunk where chunk.key.runId = :runId and chunk.key.name = :name order by"
          + " chunk.key.chunkIndex")
  List<MetricChunkEntity> series(String runId, String name);

  @Query(
      "select chunk from MetricChunkEntity chunk where chunk.key.runId = :runId and chunk.key.name = :name order by"
          + " chunk.key.chunkIndex desc limit 1")
  Optional<MetricChunkEntity> last(String runId, String name);

  @Modifying
  @Query("delete from MetricChunkEntity chunk where chunk.key.runId = :runId")
  void removeAll(String runId);
}
