package dev.carrousel.service.datasets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** The row of a dataset; its content lies in {@link DatasetChunkEntity chunks}. */
@Entity
@Table(name = "dataset")
class DatasetEntity implements Persistable<String> {

  @Id String id;
  String name;
  boolean bundled;
  String digest;
  long byteCount;
  int rowCount;
  String csvFormat;
  String columns;
  String warnings;
  Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  DatasetEntity() {}

  @Override
  public String getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return true;
  }
}
