package dev.carrousel.service.models;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ModelVersionRepository extends JpaRepository<ModelVersionEntity, ModelVersionEntity.Key> {

  @Query(
      "select version from ModelVersionEntity version where version.key.name = :name order by version.key.version desc limit 1")
  Optional<ModelVersionEntity> latest(String name);

  @Query(
      """
      select version from ModelVersionEntity version
      where version.key.name = :name and version.labels like :labels escape '!'
      order by version.key.version desc\
      """)
  List<ModelVersionEntity> versions(String name, String labels, Limit limit);

  @Query(
      """
      select distinct version.key.name from ModelVersionEntity version
      where version.key.name > :after and version.labels like :labels escape '!'
      order by version.key.name\
      """)
  List<String> names(String after, String labels, Limit limit);

  @Modifying(flushAutomatically = true)
  @Query(
      "delete from ModelVersionEntity version where version.key.name = :name and version.key.version = :number")
  void remove(String name, int number);
}
