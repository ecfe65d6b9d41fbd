package dev.carrousel.service.datasets;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.springframework.data.domain.Persistable;

/** A piece of the file as it was uploaded, compressed on its own. */
@Entity
@Table(name = "dataset_chunk")
class DatasetChunkEntity implements Persistable<DatasetChunkEntity.Key> {

  @EmbeddedId Key key;
  byte[] content;

  @SuppressWarnings("NullAway.Init")
  DatasetChunkEntity() {}

  DatasetChunkEntity(Key key, byte[] content) {
    this.key = key;
    this.content = content;
  }

  @Override
  public Key getId() {
    return key;
  }

  @Override
  public boolean isNew() {
    return true;
  }

  /** Which piece of which dataset. */
  @Embeddable
  record Key(String datasetId, int chunkIndex) implements Serializable {}
}
