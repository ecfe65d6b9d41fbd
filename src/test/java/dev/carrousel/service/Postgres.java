package dev.carrousel.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that writes what it commits. */
final class Postgres implements AutoCloseable {

  /** After so long without a heartbeat a worker is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(6);

  private static final int MISSED_HEARTBEATS = 6;

  private final EmbeddedPostgres server;
  private @Nullable Process started;

  private final Path data;
  private final ProcessHandle process;
  private final List<String> command;

  private Postgres(EmbeddedPostgres server, Path data) throws IOException {
    this.server = server;
    this.data = data;
    this.process = process(data);
    this.command = command(process);
  }

  private static ProcessHandle process(Path data) throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** What it was started by; PostgreSQL refuses to be root, except of a namespace of its own. */
  private static List<String> command(ProcessHandle process) throws IOException {
    String[] words =
        Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid()))).split("\0", 0);
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(words));
    return command;
  }

  static Postgres start(Path folder) {
    try {
      Path data = folder.resolve("postgres");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
      return new Postgres(server, data);
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
        "db-scheduler.heartbeat-interval=%ds".formatted(LEASE.toSeconds() / MISSED_HEARTBEATS),
        "db-scheduler.missed-heartbeats-limit=%d".formatted(MISSED_HEARTBEATS),
        "db-scheduler.polling-interval=500ms");
  }

  /** Ends the server at once, as kill -9 does. */
  void kill() {
    ProcessHandle killed = started == null ? process : started.toHandle();
    killed.destroyForcibly();
    killed.onExit().join();
  }

  /** Starts a killed server on what it left behind. */
  void restart() {
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (started != null) {
        started.destroy();
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
