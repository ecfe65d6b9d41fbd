package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL, an instance that only answers requests, and workers that train one run each. */
final class Cluster implements AutoCloseable {

  private final Path folder;
  private final Postgres database;
  private final List<ServiceProcess> workers = new ArrayList<>();
  private final ServiceProcess door;

  Cluster(Path folder, int workers) {
    this.folder = folder;
    this.database = Postgres.start(folder);
    this.door = start(Map.of(), "carrousel.training.worker=false");
    for (int number = 0; number < workers; number++) {
      join(Map.of());
    }
  }

  /** A client of the instance that does not train. */
  Client client() {
    return door.client();
  }

  Postgres database() {
    return database;
  }

  /** Adds a worker. */
  ServiceProcess join(Map<String, String> environment) {
    ServiceProcess worker = start(environment);
    workers.add(worker);
    return worker;
  }

  /** Ends at once the workers that joined last, until so many are left. */
  void shrink(int left) {
    while (workers.size() > left) {
      workers.removeLast().kill();
    }
  }

  /** Ends a worker at once and starts another in its place. */
  void replace(int worker) {
    workers.get(worker).kill();
    workers.set(worker, start(Map.of()));
  }

  /** The worker that took up the run of a job first. */
  ServiceProcess firstOf(String job) {
    return workers.stream()
        .filter(worker -> worker.logged(job, "training begins, attempt 1"))
        .findAny()
        .orElseThrow();
  }

  /** Waits until every instance can work. */
  void awaitReady() {
    door.client().awaitReady();
    workers.forEach(worker -> worker.client().awaitReady());
  }

  /** Whatever happened, no instance answered that it had failed. */
  void verifyNoInternalErrors() {
    assertNoInternalErrors(door);
    workers.forEach(Cluster::assertNoInternalErrors);
  }

  private static void assertNoInternalErrors(ServiceProcess instance) {
    Client.Answer metrics = instance.client().get("/actuator/prometheus");
    assertThat(metrics.text())
        .contains("http_server_requests_seconds_count", "status=\"200\"")
        .doesNotContain("status=\"500\"");
  }

  private ServiceProcess start(Map<String, String> environment, String... more) {
    List<String> settings = new ArrayList<>(database.settings());
    settings.addAll(List.of(more));
    return ServiceProcess.start(folder, List.of(), settings, environment);
  }

  @Override
  public void close() {
    workers.forEach(ServiceProcess::close);
    door.close();
    database.close();
  }
}
