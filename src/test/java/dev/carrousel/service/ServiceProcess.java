package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service as users run it: the packaged jar in a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path log;
  private final Client client;

  private ServiceProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.client = new Client(port);
  }

  /**
   * Starts the jar on a data folder with some flags of the virtual machine, and waits until it is
   * ready.
   */
  static ServiceProcess start(Path folder, String... flags) {
    return start(folder, List.of(flags), List.of());
  }

  /** The same with settings such as {@code carrousel.training.slots=1}. */
  static ServiceProcess start(Path folder, List<String> flags, List<String> settings) {
    return start(folder, flags, settings, Map.of());
  }

  /** The same in an environment with some more variables. */
  static ServiceProcess start(
      Path folder, List<String> flags, List<String> settings, Map<String, String> environment) {
    try {
      int port = freePort();
      Path log = folder.resolve("log-%d.txt".formatted(port));
      ProcessBuilder builder =
          new ProcessBuilder(command(folder, port, flags, settings))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new ServiceProcess(builder.start(), log, port).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      Path folder, int port, List<String> flags, List<String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-jar",
            Path.of(System.getProperty("carrousel.jar")).toAbsolutePath().toString(),
            "--server.port=" + port,
            "--carrousel.data=" + folder.toAbsolutePath()));
    settings.forEach(setting -> command.add("--" + setting));
    return command;
  }

  /** One that does not come up is not left behind, nor is one whose test was broken off. */
  private ServiceProcess ready() {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      awaitReady();
      return this;
    } catch (AssertionError never) {
      kill();
      throw never;
    }
  }

  Client client() {
    return client;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at once, as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Freezes the process, as SIGSTOP does. */
  void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the process to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
    awaitExit();
  }

  @Override
  public void close() {
    kill();
  }

  /** Whether it logged a line with all these words. */
  boolean logged(String... words) {
    return log().lines().anyMatch(line -> Stream.of(words).allMatch(line::contains));
  }

  private void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isReady()) {
      assertThat(process.isAlive()).as(log()).isTrue();
      assertThat(Instant.now()).as(log()).isBefore(end);
      pause();
    }
  }

  private void awaitExit() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady() {
    try {
      return client.get("/readyz").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
