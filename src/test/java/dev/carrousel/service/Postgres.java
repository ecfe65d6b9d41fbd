package dev.carrousel.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A real PostgreSQL that writes what it commits. */
final class Postgres implements AutoCloseable {

  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static Postgres start(Path folder) {
    try {
      return new Postgres(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgres"))
              .setCleanDataDirectory(true)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service must be told to use it; heartbeats so fast that a loss shows soon. */
  List<String> settings() {
    return List.of(
        "spring.profiles.active=postgresql",
        "carrousel.database.url=jdbc:postgresql://localhost:%d/postgres"
            .formatted(server.getPort()),
        "carrousel.database.user=postgres",
        "carrousel.training.slots=1",
        "carrousel.training.checkpoint-interval=500ms",
        "carrousel.training.losses-allowed=1000",
        "db-scheduler.heartbeat-interval=1s",
        "db-scheduler.missed-heartbeats-limit=4",
        "db-scheduler.polling-interval=500ms");
  }

  /** Stops every process of the server, as a frozen machine would. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    String pattern = "-p " + server.getPort();
    try {
      new ProcessBuilder("pkill", "-" + name, "-f", pattern).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
