package dev.carrousel.service.storage;

import java.io.File;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Keeps the embedded database from running into the end of the disk, for what it was about to write
 * then is lost: while less than the reserve is left, no transaction that writes begins.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class DiskReserve implements TransactionExecutionListener {

  private final StorageProperties properties;

  DiskReserve(StorageProperties properties) {
    this.properties = properties;
  }

  boolean isTouched() {
    File folder = properties.data().toFile();
    return folder.exists() && folder.getUsableSpace() < properties.diskReserve().toBytes();
  }

  @Override
  public void beforeBegin(TransactionExecution transaction) {
    if (!transaction.isReadOnly() && isTouched()) {
      throw new DataAccessResourceFailureException(
          "the disk has less than %s left".formatted(properties.diskReserve()));
    }
  }
}
