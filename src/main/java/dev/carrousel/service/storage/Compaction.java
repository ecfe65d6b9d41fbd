package dev.carrousel.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what the embedded file has grown by: H2 does not reuse the room of old checkpoints
 * while it is open, and only a compaction that closes the database frees it.
 */
final class Compaction {

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final long WORTH_IT = 64L << 20;

  private Compaction() {}

  /** Compacts if the file is large; the next connection opens the database again. */
  static void run(HikariDataSource dataSource, Path file) {
    long before = size(file);
    if (before < WORTH_IT) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown compact");
    } catch (SQLException failed) {
      LOG.warn("the database file could not be compacted; it stays as it is", failed);
    }
    dataSource.getHikariPoolMXBean().softEvictConnections();
    LOG.info("database file compacted from {} to {} MB", before >> 20, size(file) >> 20);
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
